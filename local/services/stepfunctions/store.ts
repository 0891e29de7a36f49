import type { Clock } from "../../cloud/clock";
import type { Collection, Storage } from "../../data/storage";
import { resource, type Subject } from "../../wire/operations/right";
import { ServiceError } from "../../wire/service-error";
import type { Executions } from "./executions";

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

/** What the operations of Step Functions work with. */
export interface StatesServices extends StatesTables {
  readonly runner: Executions;
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
}

export const statesTables = (storage: Storage): StatesTables => ({
  machines: storage.collection("states.machines"),
  executions: storage.collection("states.executions"),
});

const requireMachine = ({ machines }: StatesServices, arn: string): StateMachine => {
  // fidelity: docs: StartExecution, errors: InvalidArn
  if (!arn.startsWith("arn:")) throw new ServiceError("InvalidArn", `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  const machine = machines.get(arn);
  if (machine) return machine;
  throw new ServiceError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
};

const requireExecution = ({ executions }: StatesServices, arn: string): Execution => {
  // fidelity: observed: localstack's tests on AWS
  if (/:express:/.test(arn)) {
    throw new ServiceError("InvalidArn", "Invalid Arn: 'Resource type not valid in this context: express'");
  }
  const execution = executions.get(arn);
  if (execution) return execution;
  throw new ServiceError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
};

/** The machine that a call names, which must be there. */
export const namedMachine = (
  services: StatesServices,
  { stateMachineArn }: { readonly stateMachineArn: string },
): Subject<StateMachine> => resource(stateMachineArn, () => requireMachine(services, stateMachineArn));

/** The execution that a call names, which must be there. */
export const namedExecution = (
  services: StatesServices,
  { executionArn }: { readonly executionArn: string },
): Subject<Execution> => resource(executionArn, () => requireExecution(services, executionArn));
