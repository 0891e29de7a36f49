import * as z from "zod";
import type { Clock } from "../../../cloud/clock";
import { resource, type Subject } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import type { Executions } from "../executions";
import type { Execution, MachineVersion, Revision, StateMachine, StatesTables } from "../store";

/** What the operations of Step Functions work with. */
export interface StatesParts extends StatesTables {
  readonly runner: Executions;
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
}

export const Arn = z.string().min(1).max(256);

/** A machine as a call names it: itself, one of its versions, or an alias that leads to one. */
export interface Named {
  readonly machine: StateMachine;
  readonly revision: Revision;
  readonly version?: MachineVersion;
  readonly aliasArn?: string;
}

// fidelity: docs: StartExecution, errors: InvalidArn
const requireArn = (arn: string): void => {
  if (!arn.startsWith("arn:")) throw new ServiceError("InvalidArn", `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
};

const findMachine = (services: StatesParts, arn: string): Named | undefined => {
  const { machines, versions, aliases } = services;
  const machine = machines.get(arn);
  if (machine) return { machine, revision: machine };
  const alias = aliases.get(arn);
  const version = versions.get(alias ? routed(alias.routingConfiguration) : arn);
  const owner = version && machines.get(version.machineArn);
  return owner && { machine: owner, revision: version, version, ...(alias ? { aliasArn: arn } : {}) };
};

/** fidelity: docs: CreateStateMachineAlias: so many of a hundred executions go to each version */
const routed = (routes: readonly { readonly stateMachineVersionArn: string; readonly weight: number }[]): string => {
  let left = Math.random() * 100;
  for (const { stateMachineVersionArn, weight } of routes) {
    left -= weight;
    if (left < 0) return stateMachineVersionArn;
  }
  return routes.at(-1)?.stateMachineVersionArn ?? "";
};

const requireNamed = (services: StatesParts, arn: string): Named => {
  requireArn(arn);
  const named = findMachine(services, arn);
  if (named) return named;
  throw new ServiceError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
};

const requireExecution = ({ executions }: StatesParts, arn: string): Execution => {
  requireArn(arn);
  // fidelity: observed: localstack's tests on AWS
  if (/:express:/.test(arn)) {
    throw new ServiceError("InvalidArn", "Invalid Arn: 'Resource type not valid in this context: express'");
  }
  const execution = executions.get(arn);
  if (execution) return execution;
  throw new ServiceError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
};

type OfMachine = { readonly stateMachineArn: string };

/** The machine, version or alias that a call names, which must be there. */
export const namedMachine = (services: StatesParts, { stateMachineArn }: OfMachine): Subject<Named> =>
  resource(stateMachineArn, () => requireNamed(services, stateMachineArn));

/** The machine that a call names, and no version of it. */
export const ownMachine = (services: StatesParts, { stateMachineArn }: OfMachine): Subject<StateMachine> =>
  resource(stateMachineArn, () => requireNamed(services, stateMachineArn).machine);

/** The execution that a call names, which must be there. */
export const namedExecution = (
  services: StatesParts,
  { executionArn }: { readonly executionArn: string },
): Subject<Execution> => resource(executionArn, () => requireExecution(services, executionArn));

/** Of calls that concern no resource in particular. */
export const anyOf = ({ partition, region, account }: StatesParts, kind: string): Subject<undefined> =>
  resource(`arn:${partition}:states:${region}:${account}:${kind}:*`);
