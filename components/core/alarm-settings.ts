import type * as pulumi from "@pulumi/pulumi";

/** Where alarms of a component go. An `Alarms` component is one. */
export interface AlarmSettings {
  /** ARN of the SNS topic that is told when the alarm goes off and when all is well again. */
  readonly topicArn: pulumi.Input<string>;
}
