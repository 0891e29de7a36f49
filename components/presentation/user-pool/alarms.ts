import type { MetricAlarm } from "@pulumi/aws/cloudwatch";
import type * as cognito from "@pulumi/aws/cognito";
import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { sumAlarm } from "../../core/metric-alarm";
import type { MakeUserPoolChild } from "./children";
import type { UserPoolPlan } from "./plan";

export const userPoolAlarmsShape = alarmsShape<Partial<AlarmSettings>>({ topicArn });

/** https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html (read 2026-11) */
const THROTTLES = ["SignInThrottles", "SignUpThrottles", "TokenRefreshThrottles"] as const;

/** That users of a client are turned away because the account's rates for Cognito are used up. */
export const createAlarm = (
  make: MakeUserPoolChild,
  { name, alarms }: UserPoolPlan,
  { id: UserPool }: cognito.UserPool,
  key: string,
  { id: UserPoolClient }: cognito.UserPoolClient,
): MetricAlarm | undefined =>
  alarms &&
  make(
    "throttlesAlarm",
    `${key}-throttles-alarm`,
    sumAlarm(
      {
        description: `Cognito turns away users of client ${key} of ${name}: too many requests`,
        namespace: "AWS/Cognito",
        metrics: THROTTLES.map((metric) => ({ metric, dimensions: { UserPool, UserPoolClient } })),
        above: 0,
        periodSeconds: 300,
      },
      alarms.topicArn,
    ),
  );
