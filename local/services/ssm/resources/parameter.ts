import { nameOf } from "../../../aws-types/resource-names";
import { tagsAll } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { Parameter, Parameters } from "../parameters";

const TYPE = "aws:ssm/parameter:Parameter";

const TYPES = ["String", "StringList", "SecureString"] as const;

/** Its id is its name. */
export const parameterType = (parameters: Parameters): ResourceType => {
  const put = async (name: string, inputs: Properties, defaultTags: Readonly<Record<string, string>>) => {
    const type: Parameter["type"] = TYPES.find((each) => each === inputs.type) ?? "String";
    const value = String(inputs.value ?? inputs.insecureValue ?? inputs.valueWo);
    // A value that is there already makes no new version.
    const known = parameters.find(name);
    const same = known?.value === value && known.type === type;
    const { version } = same ? known : await parameters.put({ name, type, value });
    return {
      ...inputs,
      name,
      arn: parameters.arn(name),
      version,
      dataType: "text",
      tier: "Standard",
      ...tagsAll(inputs, defaultTags),
    };
  };
  return {
    type: TYPE,
    async create(inputs, context) {
      const name = nameOf(TYPE, inputs, context);
      return { id: name, outputs: await put(name, inputs, context.defaultTags) };
    },
    update: (id, inputs, _, context) => put(id, inputs, context.defaultTags),
    async read(id, outputs) {
      return parameters.find(id) ? outputs : undefined;
    },
    delete: (id) => parameters.remove(id),
  };
};
