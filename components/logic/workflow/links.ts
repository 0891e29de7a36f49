import type { StateMachine } from "@pulumi/aws/sfn";
import { type StateMachineField, variable } from "../../contracts/environment";
import type { Grant, Link } from "../../core/rights/link";
import { integration, type Work } from "../../core/work";
import type { WorkflowPlan } from "./plan";

export const startGrants = (machine: StateMachine): Grant[] => [
  { actions: ["states:StartExecution"], resources: [machine.arn] },
];

export const runGrants = (machine: StateMachine): Grant[] => [
  { actions: ["states:StartSyncExecution"], resources: [machine.arn] },
];

const environment = (machine: StateMachine) => (link: string) => ({
  [variable(link, "STATE_MACHINE_ARN" satisfies StateMachineField)]: machine.arn,
});

export const startLink = ({ name }: WorkflowPlan, machine: StateMachine): Link => ({
  description: `start workflow ${name}`,
  grants: startGrants(machine),
  environment: environment(machine),
  service: "states",
});

export const runLink = ({ name }: WorkflowPlan, machine: StateMachine): Link => ({
  description: `run workflow ${name}`,
  grants: runGrants(machine),
  environment: environment(machine),
  // https://docs.aws.amazon.com/step-functions/latest/dg/vpc-endpoints.html: calls that wait have an endpoint of their own
  service: "sync-states",
});

/** A state of another workflow that starts this one, and goes on at once. */
export const startWork = ({ name }: WorkflowPlan, machine: StateMachine): Work => ({
  description: `start workflow ${name}`,
  grants: startGrants(machine),
  task: (call) => {
    const { input } = call;
    const given = typeof input === "string" ? { "Input.$": input } : { Input: input };
    return {
      resource: integration("states:startExecution", call),
      parameters: { StateMachineArn: machine.arn, ...given },
    };
  },
});
