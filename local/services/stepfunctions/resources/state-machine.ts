import { nameOf } from "../../../aws-types/resource-names";
import type { Cloud } from "../../../cloud/cloud";
import { tagsAll } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { canRun } from "../executions";
import { definitionProblem } from "../language/definition-problem";
import { notExecuted } from "../language/not-executed";
import type { StatesParts } from "../operations/states-operation";

const TYPE = "aws:sfn/stateMachine:StateMachine";

const RECORDED_ONLY = ["encryptionConfiguration", "loggingConfiguration", "tracingConfiguration"];

/** Its id is its ARN. */
export const stateMachineType = (
  { machines }: Pick<StatesParts, "machines">,
  cloud: Pick<Cloud, "account" | "partition" | "region" | "clock" | "log">,
): ResourceType => {
  const put = async (name: string, inputs: Properties) => {
    const arn = `arn:${cloud.partition}:states:${cloud.region}:${cloud.account}:stateMachine:${name}`;
    const type = inputs.type === "EXPRESS" ? "EXPRESS" : "STANDARD";
    const definition = String(inputs.definition);
    const creationDate = machines.get(arn)?.creationDate ?? cloud.clock.now() / 1000;
    await machines.put(arn, { arn, name, type, definition, roleArn: String(inputs.roleArn), creationDate });
    for (const field of RECORDED_ONLY.filter((each) => inputs[each] !== undefined)) {
      cloud.log.warn("states", `state machine ${name}: ${field} is recorded only, not emulated`);
    }
    for (const what of notExecuted(JSON.parse(definition), canRun)) {
      cloud.log.warn("states", `state machine ${name}: ${what} is not emulated; an execution that comes there fails`);
    }
    return { ...inputs, name, arn, type, status: "ACTIVE" };
  };
  return {
    type: TYPE,
    check({ definition }) {
      const reason = typeof definition === "string" ? definitionProblem(definition) : undefined;
      return reason === undefined ? [] : [{ property: "definition", reason }];
    },
    async create(inputs, context) {
      const name = nameOf(TYPE, inputs, context);
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
