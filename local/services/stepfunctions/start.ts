import { randomUUID } from "node:crypto";
import * as z from "zod";
import { ServiceError } from "../../wire/service-error";
import { again } from "../idempotency";
import { jsonProblem } from "./json-text";
import { Arn, type Named, type StatesParts } from "./operations/states-operation";
import { requireName } from "./revision-input";
import type { Execution } from "./store";

export const StartInput = z.object({
  stateMachineArn: Arn,
  name: z.string().min(1).max(80).optional(),
  traceHeader: z.string().max(256).optional(),
  // fidelity: docs: StartExecution: {} where no input is given, at most 262,144 bytes
  input: z.string().max(262_144).default("{}"),
});

/** Records that an execution has begun; `begun` is false for one that was already known. */
export const start = async (
  services: StatesParts,
  { machine, revision, version, aliasArn }: Named,
  { input, name = randomUUID() }: z.output<typeof StartInput>,
): Promise<{ readonly execution: Execution; readonly begun: boolean }> => {
  const problem = jsonProblem(input);
  if (problem !== undefined) {
    throw new ServiceError("InvalidExecutionInput", `Invalid State Machine Execution Input: '${problem}'`);
  }
  requireName(name);
  const express = machine.type === "EXPRESS";
  const arn = `${machine.arn.replace(":stateMachine:", express ? ":express:" : ":execution:")}:${name}${express ? `:${randomUUID()}` : ""}`;
  // fidelity: docs: StartExecution: the same name and input of a running execution answer that execution
  const same = again(
    services.executions.get(arn),
    (each) => each.input === input && each.status === "RUNNING",
    () => new ServiceError("ExecutionAlreadyExists", `Execution Already Exists: '${arn}'`),
  );
  if (same) return { execution: same, begun: false };
  const { definition, roleArn = "" } = revision;
  const execution = {
    arn,
    stateMachineArn: machine.arn,
    ...(version ? { stateMachineVersionArn: version.arn } : {}),
    ...(aliasArn === undefined ? {} : { stateMachineAliasArn: aliasArn }),
    name,
    input,
    startDate: services.clock.now() / 1000,
    status: "RUNNING",
    ...(express ? {} : { revision: await services.runner.keep({ definition, roleArn }) }),
  } as const;
  // fidelity: docs: the executions of Express machines are not kept
  if (!express) await services.executions.put(arn, execution);
  return { execution, begun: true };
};
