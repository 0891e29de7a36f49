import type { StateMachine } from "@pulumi/aws/sfn";
import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import type { Integration, RouteContext, Target } from "../../core/target";
import { runGrants, startGrants } from "./links";
import type { WorkflowPlan } from "./plan";
import { runIntegration, type StatesCall, startIntegration } from "./states-integration";

export interface StartOptions {
  /**
   * The member of the body that names the execution, `"bookingId"`: the same body again then starts nothing new, as long
   * as the first execution runs. @default names of their own
   */
  readonly executionName?: string;
}

export interface RunOptions {
  /** The status that an error of the workflow becomes, by its name: `{ SoldOut: 409 }`. @default {} (all are 500) */
  readonly errors?: Readonly<Record<string, number>>;
}

/** Where a route starts an execution and does not wait for it. */
export const startTarget = (plan: WorkflowPlan, machine: StateMachine, { executionName }: StartOptions): Target => {
  if (executionName !== undefined && !/^[A-Za-z_]\w*$/.test(executionName))
    throw new ArgsError(
      plan.name,
      "start.executionName",
      `must be a member of the body, "bookingId" (it is ${JSON.stringify(executionName)})`,
    );
  return {
    description: `start of workflow ${plan.name}`,
    grants: startGrants(machine),
    integrate: (route) => integrate(plan.name, machine, route, (call) => startIntegration(call, executionName)),
  };
};

/** Where a route waits for the end of an execution. */
export const runTarget = (plan: WorkflowPlan, machine: StateMachine, { errors = {} }: RunOptions): Target => {
  for (const [name, status] of Object.entries(errors)) {
    if (!/^[\w.]+$/.test(name) || !Number.isInteger(status) || status < 400 || status > 599)
      throw new ArgsError(plan.name, `run.errors.${name}`, `must be a status from 400 to 599 (it is ${status})`);
  }
  return {
    description: `run of workflow ${plan.name}`,
    grants: runGrants(machine),
    integrate: (route) => integrate(plan.name, machine, route, (call) => runIntegration(call, errors)),
  };
};

const integrate = (
  name: string,
  machine: StateMachine,
  { credentials, region, partition }: RouteContext,
  made: (call: StatesCall) => Integration,
): pulumi.Output<Integration> => {
  if (credentials === undefined) throw new Error(`a route to workflow ${name} needs the credentials of a role`);
  return pulumi
    .all([machine.arn, region, partition, credentials] as const)
    .apply(([machineArn, region, partition, credentials]) => made({ machineArn, region, partition, credentials }));
};
