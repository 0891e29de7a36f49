import { nameOf } from "../../../aws-types/resource-names";
import { tagsAll } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { Parameter, Parameters } from "../parameters";

const TYPE = "aws:ssm/parameter:Parameter";

const TYPES = ["String", "StringList", "SecureString"] as const;

const maxBytes = (tier: unknown): number => (tier === "Advanced" || tier === "Intelligent-Tiering" ? 8_192 : 4_096);

/** Its id is its name. */
export const parameterType = (parameters: Parameters): ResourceType => {
  const put = async (name: string, inputs: Properties, defaultTags: Readonly<Record<string, string>>) => {
    const type: Parameter["type"] = TYPES.find((each) => each === inputs.type) ?? "String";
    const value = String(inputs.value ?? inputs.insecureValue ?? inputs.valueWo);
    // A value that is there already makes no new version.
    const known = parameters.find(name);
    const description = String(inputs.description ?? "");
    const same = known?.value === value && known.type === type && (known.description ?? "") === description;
    const { version } = same ? known : await parameters.put({ name, type, value, description });
    return {
      ...inputs,
      name,
      arn: parameters.arn(name),
      version,
      dataType: inputs.dataType ?? "text",
      tier: inputs.tier ?? "Standard",
      ...tagsAll(inputs, defaultTags),
    };
  };
  return {
    type: TYPE,
    // fidelity: docs: PutParameter, Value and Tier
    check: ({ value, tier }) =>
      typeof value === "string" && Buffer.byteLength(value) > maxBytes(tier)
        ? [{ property: "value", reason: `must not be over ${maxBytes(tier)} bytes in the tier ${tier ?? "Standard"}` }]
        : [],
    async create(inputs, context) {
      const name = nameOf(TYPE, inputs, context);
      return { id: name, outputs: await put(name, inputs, context.defaultTags) };
    },
    update: (id, inputs, _, context) => put(id, inputs, context.defaultTags),
    async read(id) {
      const found = parameters.find(id);
      if (!found) return undefined;
      const { name, type, value, version, description = "" } = found;
      return {
        name,
        type,
        value,
        version,
        description,
        arn: parameters.arn(name),
        ...(type !== "SecureString" && { insecureValue: value }),
      };
    },
    delete: (id) => parameters.remove(id),
  };
};
