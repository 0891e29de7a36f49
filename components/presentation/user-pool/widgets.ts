import type { Line, Widget } from "../../core/widget";
import type { UserPool } from "./user-pool";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html (read 2026-11) */
export const userPoolWidgets = ({ plan, id: UserPool, clients }: UserPool): Widget[] => {
  const lines = (metric: string): Line[] =>
    Object.entries(clients).map(([key, client]) => ({
      label: `${plan.name}, ${key}`,
      namespace: "AWS/Cognito",
      metric,
      dimensions: { UserPool, UserPoolClient: client.id },
      statistic: "Sum",
    }));
  const section = "Users";
  return [
    { section, title: "Signed up", lines: lines("SignUpSuccesses") },
    { section, title: "Signed in", lines: lines("SignInSuccesses") },
    { section, title: "Tokens renewed", lines: lines("TokenRefreshSuccesses") },
  ];
};
