import { AccountLogRole, Alarms, Network } from "serverless-tiers";
import type { StackConfig } from "./stack-config";

/** What the patterns of a stack have in common. */
export const sharedParts = (stack: StackConfig) => ({
  network: new Network("main", stack.network),
  logRole: new AccountLogRole("api-log-role", { role: stack.apiGatewayLogRole }),
  alarms: stack.alarmEmail === undefined ? undefined : new Alarms("alarms", { email: stack.alarmEmail }),
  retention: stack.logRetention,
  protection: stack.dataProtection,
});

export type Shared = ReturnType<typeof sharedParts>;
