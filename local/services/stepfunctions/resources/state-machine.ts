import { tagsAll } from "../../../engine/recorded";
import type { Properties, ResourceType } from "../../../engine/resource-type";
import type { Cloud } from "../../service";
import type { StatesServices } from "../store";

/** Its id is its ARN. */
export const stateMachineType = (
  { machines }: Pick<StatesServices, "machines">,
  cloud: Pick<Cloud, "account" | "partition" | "region" | "clock" | "log">,
): ResourceType => {
  const put = async (name: string, inputs: Properties) => {
    const arn = `arn:${cloud.partition}:states:${cloud.region}:${cloud.account}:stateMachine:${name}`;
    const type = inputs.type === "EXPRESS" ? "EXPRESS" : "STANDARD";
    await machines.put(arn, { arn, name, type, definition: String(inputs.definition) });
    return { ...inputs, name, arn, type, status: "ACTIVE" };
  };
  return {
    type: "aws:sfn/stateMachine:StateMachine",
    replaceOn: ["name", "namePrefix", "type"],
    check: ({ definition }) =>
      typeof definition === "string" && !isJson(definition) ? [{ property: "definition", reason: "must be JSON" }] : [],
    async create(inputs, context) {
      const name = typeof inputs.name === "string" ? inputs.name : context.autoName(80);
      cloud.log.warn("states", `state machine ${name}: its executions are recorded only, not emulated`);
      const outputs = await put(name, inputs);
      const creationDate = new Date(cloud.clock.now()).toISOString();
      return { id: outputs.arn, outputs: { ...outputs, creationDate, ...tagsAll(inputs, context.defaultTags) } };
    },
    async update(id, inputs, olds, context) {
      const outputs = await put(id.split(":").pop() ?? id, inputs);
      return { ...olds.outputs, ...outputs, ...tagsAll(inputs, context.defaultTags) };
    },
    async read(id, outputs) {
      return machines.get(id) ? outputs : undefined;
    },
    delete: (id) => machines.remove(id),
  };
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
