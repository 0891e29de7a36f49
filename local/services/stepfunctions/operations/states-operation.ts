import type { Clock } from "../../../cloud/clock";
import { resource, type Subject } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import type { Executions } from "../executions";
import type { Execution, StateMachine, StatesTables } from "../store";

/** What the operations of Step Functions work with. */
export interface StatesParts extends StatesTables {
  readonly runner: Executions;
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
}

const requireMachine = ({ machines }: StatesParts, arn: string): StateMachine => {
  // fidelity: docs: StartExecution, errors: InvalidArn
  if (!arn.startsWith("arn:")) throw new ServiceError("InvalidArn", `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  const machine = machines.get(arn);
  if (machine) return machine;
  throw new ServiceError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
};

const requireExecution = ({ executions }: StatesParts, arn: string): Execution => {
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
  services: StatesParts,
  { stateMachineArn }: { readonly stateMachineArn: string },
): Subject<StateMachine> => resource(stateMachineArn, () => requireMachine(services, stateMachineArn));

/** The execution that a call names, which must be there. */
export const namedExecution = (
  services: StatesParts,
  { executionArn }: { readonly executionArn: string },
): Subject<Execution> => resource(executionArn, () => requireExecution(services, executionArn));
