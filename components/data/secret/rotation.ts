import type { Secret } from "@pulumi/aws/secretsmanager";
import type * as pulumi from "@pulumi/pulumi";
import {
  type InitialRequest,
  MASTER_LINK,
  ROTATED_SECRET_LINK,
  ROTATED_USER,
  ROTATED_USERS,
  VALUE_LENGTH,
} from "../../contracts/rotation";
import { childName } from "../../core/component/naming";
import { metricAlarm } from "../../core/metric-alarm";
import { LambdaFunction } from "../../logic/function/lambda-function";
import { ownEntry } from "../../logic/function/own-entry";
import type { MakeSecretChild, SecretNodes } from "./children";
import { rotateLink } from "./links";
import type { RotationSettings, SecretPlan } from "./plan";

/**
 * The function that rotates, its permission for this one secret, the first value and the schedule. The first value is
 * an invocation: whoever depends on it finds a value, and what is wrong with the way to the database fails the
 * deployment. A schedule alone would try it later and in the background.
 */
export const createRotation = (
  make: MakeSecretChild,
  plan: SecretPlan,
  rotation: RotationSettings,
  secret: Secret,
  parent: pulumi.Resource,
): Partial<SecretNodes> => {
  const rotate = createFunction(plan, rotation, secret, parent);
  const invoked = { functionName: rotate.name, qualifier: rotate.nodes.alias.name };
  const { credentials } = rotation;
  const firstValue = make(
    "firstValue",
    "first-value",
    {
      ...invoked,
      input: secret.arn.apply((SecretId) => JSON.stringify({ Step: "firstValue", SecretId } satisfies InitialRequest)),
    },
    { dependsOn: [rotate, ...(credentials?.master.dependsOn ?? [])] },
  );
  const permission = make("permission", "rotation", {
    action: "lambda:InvokeFunction",
    function: rotate.name,
    qualifier: rotate.nodes.alias.name,
    principal: "secretsmanager.amazonaws.com",
    sourceArn: secret.arn,
  });
  const schedule = make(
    "rotation",
    "rotation",
    {
      secretId: secret.id,
      rotationLambdaArn: rotate.aliasArn,
      rotationRules: rotation.schedule,
      // The first value has just been made; a change of the schedule is no reason for another one.
      rotateImmediately: false,
    },
    { dependsOn: [permission, firstValue] },
  );
  return { rotate, firstValue, permission, rotation: schedule, ...createAlarm(make, plan, rotate) };
};

const createFunction = (
  plan: SecretPlan,
  { credentials, users, length }: RotationSettings,
  secret: Secret,
  parent: pulumi.Resource,
): LambdaFunction =>
  new LambdaFunction(
    childName(plan.name, "rotate"),
    {
      entry: ownEntry(`rotate/${credentials ? "rotate-database-user" : "rotate-value"}`),
      description: `Rotates secret ${plan.name}`,
      links: {
        [ROTATED_SECRET_LINK]: rotateLink(plan, secret),
        ...(credentials ? { [MASTER_LINK]: credentials.master } : {}),
      },
      environment: {
        [VALUE_LENGTH]: String(length),
        ...(credentials ? { [ROTATED_USER]: credentials.user, [ROTATED_USERS]: users } : {}),
      },
      timeout: "5 minutes",
      memory: "256 MB",
      retention: plan.retention,
      transform: plan.transform?.rotate,
    },
    { parent },
  );

const createAlarm = (
  make: MakeSecretChild,
  { name, alarms }: SecretPlan,
  { name: FunctionName }: LambdaFunction,
): Partial<SecretNodes> => {
  if (alarms === undefined) return {};
  const failed = {
    description: `Secret ${name} could not be rotated; Secrets Manager tries again, and the value before stays good.`,
    namespace: "AWS/Lambda",
    metric: "Errors",
    dimensions: { FunctionName },
    statistic: "Sum",
    above: 0,
    periodSeconds: 300,
  } as const;
  return { rotationAlarm: make("rotationAlarm", "rotation-alarm", metricAlarm(failed, alarms.topicArn)) };
};
