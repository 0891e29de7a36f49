import * as appautoscaling from "@pulumi/aws/appautoscaling";
import { LogGroup, MetricAlarm } from "@pulumi/aws/cloudwatch";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as sqs from "@pulumi/aws/sqs";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";
import { placementChildren } from "../../network/placement";

const ownChildren = () => ({
  function: lambda.Function,
  alias: lambda.Alias,
  role: Role,
  policy: RolePolicy,
  logGroup: LogGroup,
  failedEvents: sqs.Queue,
  failedEventsPolicy: sqs.QueuePolicy,
  failedEventsRight: RolePolicy,
  failedEventsAlarm: MetricAlarm,
  eventInvokeConfig: lambda.FunctionEventInvokeConfig,
  provisioned: lambda.ProvisionedConcurrencyConfig,
  scalingTarget: appautoscaling.Target,
  scheduledActions: appautoscaling.ScheduledAction,
  accountPermissions: lambda.Permission,
});

/** Those of its place in a network, which the network makes, too. */
export const functionChildren = () => ({ ...ownChildren(), ...placementChildren() });

export type LambdaFunctionTransform = TransformOf<typeof functionChildren>;

/** Permissions of other accounts are by their ids; those of failed events are there once a rule, a schedule, a topic or a bucket sends it events. */
export type LambdaFunctionNodes = NodesOf<
  typeof ownChildren,
  {
    failedEvents: "optional";
    failedEventsPolicy: "optional";
    failedEventsRight: "optional";
    failedEventsAlarm: "optional";
    eventInvokeConfig: "optional";
    provisioned: "optional";
    scalingTarget: "optional";
    scheduledActions: "by key";
    accountPermissions: "by key";
  }
>;

export type MakeFunctionChild = Make<typeof functionChildren>;
