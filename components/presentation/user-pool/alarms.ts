import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { sumAlarm } from "../../core/metric-alarm";
import type { MakeUserPoolChild, UserPoolNodes } from "./children";
import type { UserPoolPlan } from "./plan";

export const userPoolAlarmsShape = alarmsShape<Partial<AlarmSettings>>({ topicArn });

/** https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html (read 2026-11) */
const THROTTLES = ["SignInThrottles", "SignUpThrottles", "TokenRefreshThrottles"] as const;

/** Of each client: that its users are turned away because the account's rates for Cognito are used up. */
export const createAlarms = (
  make: MakeUserPoolChild,
  { name, alarms }: UserPoolPlan,
  { pool, clients }: Pick<UserPoolNodes, "pool" | "clients">,
): UserPoolNodes["throttlesAlarm"] => {
  if (alarms === undefined) return {};
  return Object.fromEntries(
    Object.entries(clients).map(([key, client]) => [
      key,
      make(
        "throttlesAlarm",
        `${key}-throttles-alarm`,
        sumAlarm(
          {
            description: `Cognito turns away users of client ${key} of ${name}: too many requests`,
            namespace: "AWS/Cognito",
            metrics: THROTTLES.map((metric) => ({
              metric,
              dimensions: { UserPool: pool.id, UserPoolClient: client.id },
            })),
            above: 0,
            periodSeconds: 300,
          },
          alarms.topicArn,
        ),
      ),
    ]),
  );
};
