import type { Collection, Storage } from "../../data/storage";

export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly type: "STANDARD" | "EXPRESS";
  readonly definition: string;
  /** Machines of older versions have none. */
  readonly roleArn?: string;
  /** Seconds since the epoch. */
  readonly creationDate?: number;
}

/** How an execution has ended. */
export interface ExecutionEnd {
  readonly status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

export interface Execution extends Omit<ExecutionEnd, "status"> {
  readonly status: "RUNNING" | ExecutionEnd["status"];
  readonly stopDate?: number;
  readonly arn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly input: string;
  /** Seconds since the epoch. */
  readonly startDate: number;
}

export interface StatesTables {
  readonly machines: Collection<StateMachine>;
  /** By ARN. */
  readonly executions: Collection<Execution>;
}

export const statesTables = (storage: Storage): StatesTables => ({
  machines: storage.collection("states.machines"),
  executions: storage.collection("states.executions"),
});
