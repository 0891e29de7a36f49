import { createHash } from "node:crypto";
import { isObject, type Json } from "../language/definition";
import { type Attempt, unlessAborted } from "../language/run";
import { StatesError } from "../language/states-error";
import type { Execution } from "../store";
import type { Ground, Owner } from "./owner";

/** `states:startExecution.sync`: waits for the end of the execution that it has started. */
export class ExecutionTask {
  constructor(private readonly ground: Ground) {}

  /** Names the execution, so that it is not started twice when the first start was interrupted by a kill. */
  named(input: Json, { execution }: Owner, { id }: Attempt): Json {
    if (!isObject(input) || input.Name !== undefined) return input;
    return { ...input, Name: createHash("sha256").update(`${execution.arn}${id}`).digest("hex").slice(0, 36) };
  }

  /** The answer to the start; of one that an interrupted start has begun, and that has ended since, too. */
  async orKnown(answer: Promise<Json>, asked: Json, { execution }: Owner): Promise<Json> {
    try {
      return await answer;
    } catch (error) {
      const machine = isObject(asked) ? String(asked.StateMachineArn) : "";
      const arn = `${machine.replace(":stateMachine:", ":execution:")}:${isObject(asked) ? String(asked.Name) : ""}`;
      const interrupted = error instanceof StatesError && error.error?.endsWith("ExecutionAlreadyExistsException");
      if (!interrupted || !/^[0-9a-f]{36}$/.test(arn.split(":").pop() ?? "") || arn === execution.arn) throw error;
      return { ExecutionArn: arn };
    }
  }

  async end(answer: Json, pattern: string, signal: AbortSignal): Promise<Json> {
    const arn = isObject(answer) ? String(answer.ExecutionArn) : "";
    let ended: Execution | undefined;
    try {
      ended = await unlessAborted(signal, this.ground.ended(arn));
    } catch (error) {
      if (!this.ground.closing) this.ground.stop(arn, { status: "ABORTED" });
      throw error;
    }
    if (!ended) throw new StatesError("States.TaskFailed", `The execution ${arn} is gone`);
    const shown = shownEnd(ended, pattern === "sync:2");
    if (ended.status === "SUCCEEDED") return shown;
    throw new StatesError("States.TaskFailed", JSON.stringify(shown));
  }
}

// fidelity: observed: localstack's tests on AWS: the members, and what `.sync:2` reads of them
const shownEnd = (execution: Execution, read: boolean): Json => {
  const {
    arn,
    stateMachineArn,
    name,
    status,
    input,
    output,
    error,
    cause,
    startDate,
    stopDate = startDate,
  } = execution;
  const told = (text: string): Json => (read ? (JSON.parse(text) as Json) : text);
  return {
    ...(cause === undefined ? {} : { Cause: cause }),
    ...(error === undefined ? {} : { Error: error }),
    ExecutionArn: arn,
    Input: told(input),
    InputDetails: { Included: true },
    Name: name,
    ...(output === undefined ? {} : { Output: told(output), OutputDetails: { Included: true } }),
    StartDate: Math.round(startDate * 1000),
    StateMachineArn: stateMachineArn,
    Status: status,
    StopDate: Math.round(stopDate * 1000),
  };
};
