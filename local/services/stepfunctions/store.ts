import type { Access } from "../../access/access";
import type { Clock } from "../../clock";
import type { Collection, Storage } from "../../storage";
import { ServiceError } from "../../wire/service-error";

export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly type: "STANDARD" | "EXPRESS";
  readonly definition: string;
}

export interface Execution {
  readonly arn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly input: string;
  /** Seconds since the epoch. */
  readonly startDate: number;
}

/** What the operations of Step Functions work with. */
export interface StatesServices {
  readonly machines: Collection<StateMachine>;
  /** By ARN. */
  readonly executions: Collection<Execution>;
  readonly access: Access;
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
}

export const statesTables = (storage: Storage): Pick<StatesServices, "machines" | "executions"> => ({
  machines: storage.collection("states.machines"),
  executions: storage.collection("states.executions"),
});

export const requireMachine = ({ machines }: StatesServices, arn: string): StateMachine => {
  const machine = machines.get(arn);
  if (machine) return machine;
  throw new ServiceError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
};
