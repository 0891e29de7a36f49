import { randomUUID } from "node:crypto";
import * as z from "zod";
import { ServiceError } from "../../wire/service-error";
import { again } from "../idempotency";
import type { StatesParts } from "./operations/states-operation";
import type { Execution, StateMachine } from "./store";

export const StartInput = z.object({
  stateMachineArn: z.string().min(1).max(256),
  name: z.string().min(1).max(80).optional(),
  // fidelity: docs: StartExecution: {} where no input is given, at most 262,144 bytes
  traceHeader: z.string().max(256).optional(),
  input: z.string().max(262_144).default("{}"),
});

/** Records that an execution has begun; `begun` is false for one that was already known. */
export const start = async (
  services: StatesParts,
  machine: StateMachine,
  input: z.output<typeof StartInput>,
): Promise<{ readonly execution: Execution; readonly begun: boolean }> => {
  const problem = jsonProblem(input.input);
  if (problem !== undefined) {
    throw new ServiceError("InvalidExecutionInput", `Invalid State Machine Execution Input: '${problem}'`);
  }
  const name = input.name ?? randomUUID();
  const express = machine.type === "EXPRESS";
  const arn = `${machine.arn.replace(":stateMachine:", express ? ":express:" : ":execution:")}:${name}${express ? `:${randomUUID()}` : ""}`;
  const known = services.executions.get(arn);
  // fidelity: docs: StartExecution: the same name and input of a running execution answer that execution
  const same = again(
    known,
    (each) => each.input === input.input && each.status === "RUNNING",
    () => new ServiceError("ExecutionAlreadyExists", `Execution Already Exists: '${arn}'`),
  );
  if (same) return { execution: same, begun: false };
  const startDate = services.clock.now() / 1000;
  const execution = {
    arn,
    stateMachineArn: machine.arn,
    name,
    input: input.input,
    startDate,
    status: "RUNNING",
  } as const;
  await services.executions.put(arn, execution);
  return { execution, begun: true };
};

const jsonProblem = (text: string): string | undefined => {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
