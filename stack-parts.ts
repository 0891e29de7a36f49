import { AccountLogRole, Alarms, Network } from "serverless-tiers";
import type { StackConfig } from "./stack-config";

/** What the patterns of a stack have in common. */
export const stackParts = (stack: StackConfig) => ({
  network: new Network("main", stack.network),
  logRole: new AccountLogRole("api-log-role", { role: stack.apiGatewayLogRole }),
  alarms: stack.alarmEmail === undefined ? undefined : new Alarms("alarms", { email: stack.alarmEmail }),
  siteAlarms: siteAlarms(stack),
  retention: stack.logRetention,
  protection: stack.dataProtection,
  /** Of functions that bound the connections of their links. */
  concurrency: stack.functionConcurrency === "none" ? { reservedConcurrency: "none" as const } : {},
});

export type StackParts = ReturnType<typeof stackParts>;

/** The metrics of CloudFront are in us-east-1, and an alarm tells a topic beside it alone. */
const siteAlarms = ({ alarmEmail: email, shop, web }: StackConfig): Alarms | undefined => {
  const onCloudFront = shop !== undefined || web?.hosting === "cloudfront";
  return email !== undefined && onCloudFront ? new Alarms("site-alarms", { email, region: "us-east-1" }) : undefined;
};
