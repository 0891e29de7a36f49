import { type AwsTypes, input, text } from "../aws-type";
import { oneLine } from "../name-rule";
import { between, oneOf } from "../rule";

/** What tells one scalable target from another; a change of any is another one. */
const SUBJECT = ["resourceId", "scalableDimension", "serviceNamespace"];

/** fidelity: docs: RegisterScalableTarget: the digits are AWS's */
export const APPAUTOSCALING: AwsTypes = {
  "aws:appautoscaling/target:Target": {
    id: input("resourceId"),
    arn: ({ region, account, digits }) =>
      `application-autoscaling:${region}:${account}:scalable-target/${digits(32, "0123456789abcdef")}`,
    limits: { minCapacity: between(0, 1_000_000), maxCapacity: between(0, 1_000_000) },
    replaceOn: SUBJECT,
  },
  "aws:appautoscaling/policy:Policy": {
    name: oneLine(255),
    arn: ({ region, account, name, inputs, digits }) =>
      `autoscaling:${region}:${account}:scalingPolicy:${digits(32, "0123456789abcdef")}:resource/${text(inputs.serviceNamespace)}/${text(inputs.resourceId)}:policyName/${name}`,
    limits: { policyType: oneOf("StepScaling", "TargetTrackingScaling", "PredictiveScaling") },
    replaceOn: SUBJECT,
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    name: oneLine(255),
    id: ({ inputs, name }) => `${name}-${text(inputs.serviceNamespace)}-${text(inputs.resourceId)}`,
    arn: ({ region, account, name, inputs, digits }) =>
      `autoscaling:${region}:${account}:scheduledAction:${digits(32, "0123456789abcdef")}:resource/${text(inputs.serviceNamespace)}/${text(inputs.resourceId)}:scheduledActionName/${name}`,
    // fidelity: docs: the provider's schema
    defaults: { timezone: "UTC" },
    replaceOn: SUBJECT,
  },
};
