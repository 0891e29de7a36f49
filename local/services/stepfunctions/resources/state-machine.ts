import { randomUUID } from "node:crypto";
import { nameOf } from "../../../aws-types/resource-names";
import type { Cloud } from "../../../cloud/cloud";
import { tagsAll } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { definitionProblem } from "../definition/definition-problems";
import { notExecuted } from "../definition/not-executed";
import type { StateMachine, StatesTables } from "../store";
import { publish, removeMachine } from "../versions";

const TYPE = "aws:sfn/stateMachine:StateMachine";

const RECORDED_ONLY = ["encryptionConfiguration", "loggingConfiguration", "tracingConfiguration"] as const;

type Tables = Pick<StatesTables, "machines" | "versions" | "aliases">;

/** Its id is its ARN. */
export const stateMachineType = (
  tables: Tables,
  cloud: Pick<Cloud, "account" | "partition" | "region" | "clock" | "log">,
): ResourceType => {
  const { machines } = tables;
  const put = async (name: string, inputs: Properties): Promise<Properties> => {
    const arn = `arn:${cloud.partition}:states:${cloud.region}:${cloud.account}:stateMachine:${name}`;
    const known = machines.get(arn);
    const machine = machineOf({ arn, name }, inputs, known, cloud.clock.now() / 1000);
    await machines.put(arn, machine);
    tell(machine, inputs, cloud);
    const version =
      inputs.publish === true ? await publish({ ...tables, clock: cloud.clock }, machine, undefined) : undefined;
    const { type, revisionId } = machine;
    const made = { ...inputs, name, arn, type, revisionId, status: "ACTIVE" };
    return version ? { ...made, stateMachineVersionArn: version.arn } : made;
  };
  return {
    type: TYPE,
    check({ definition, type }) {
      const kind = type === "EXPRESS" ? "EXPRESS" : "STANDARD";
      const reason = typeof definition === "string" ? definitionProblem(definition, kind) : undefined;
      return reason === undefined ? [] : [{ property: "definition", reason }];
    },
    async create(inputs, context) {
      const outputs = await put(nameOf(TYPE, inputs, context), inputs);
      const creationDate = new Date(cloud.clock.now()).toISOString();
      return {
        id: String(outputs.arn),
        outputs: { ...outputs, creationDate, ...tagsAll(inputs, context.defaultTags) },
      };
    },
    async update(id, inputs, olds, context) {
      const outputs = await put(id.split(":").pop() ?? id, inputs);
      return { ...olds.outputs, ...outputs, ...tagsAll(inputs, context.defaultTags) };
    },
    async read(id) {
      const machine = machines.get(id);
      if (!machine) return undefined;
      const { arn, name, type, definition, roleArn } = machine;
      return { arn, name, type, definition, roleArn, status: "ACTIVE" };
    },
    delete: (id) => removeMachine(tables, id),
  };
};

const machineOf = (
  named: Pick<StateMachine, "arn" | "name">,
  inputs: Properties,
  known: StateMachine | undefined,
  now: number,
): StateMachine => {
  const definition = String(inputs.definition);
  const roleArn = String(inputs.roleArn);
  const same = known?.definition === definition && known.roleArn === roleArn;
  return {
    ...named,
    type: inputs.type === "EXPRESS" ? "EXPRESS" : "STANDARD",
    definition,
    roleArn,
    creationDate: known?.creationDate ?? now,
    revisionId: (same ? known.revisionId : undefined) ?? randomUUID(),
    ...(known ? { updateDate: now } : {}),
    ...(known?.lastVersion === undefined ? {} : { lastVersion: known.lastVersion }),
    tags: (inputs.tags ?? {}) as Readonly<Record<string, string>>,
    ...Object.fromEntries(RECORDED_ONLY.flatMap((field) => (inputs[field] ? [[field, inputs[field]]] : []))),
  };
};

const tell = ({ name, definition }: StateMachine, inputs: Properties, { log }: Pick<Cloud, "log">): void => {
  for (const field of RECORDED_ONLY.filter((each) => inputs[each] !== undefined)) {
    log.warn("states", `state machine ${name}: ${field} is recorded only, not emulated`);
  }
  for (const what of notExecuted(definition)) {
    log.warn("states", `state machine ${name}: ${what} is not emulated; an execution that comes there fails`);
  }
};
