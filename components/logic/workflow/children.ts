import { LogGroup, MetricAlarm } from "@pulumi/aws/cloudwatch";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import { StateMachine } from "@pulumi/aws/sfn";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";

export const workflowChildren = () => ({
  machine: StateMachine,
  role: Role,
  policy: RolePolicy,
  logGroup: LogGroup,
  failuresAlarm: MetricAlarm,
});

export type WorkflowTransform = TransformOf<typeof workflowChildren>;

/** The policy is absent where the workflow needs no right, the log with `logging: "none"`, the alarm with `alarms: false`. */
export type WorkflowNodes = NodesOf<
  typeof workflowChildren,
  { policy: "optional"; logGroup: "optional"; failuresAlarm: "optional" }
>;

export type MakeWorkflowChild = Make<typeof workflowChildren>;
