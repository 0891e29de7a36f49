// What a `stack-config.ts` checks values with before the program hands them to a component, whose words it then speaks.
export { ArgsError } from "./core/args-error";
export { must, strict, suggestion } from "./core/args-shape";
export { type Duration, toSeconds } from "./core/duration";
export { retentionDays } from "./core/retention";
export { checkedCapacity } from "./data/database/capacity";
export { maxConnections } from "./data/database/connection-limits";
export { checkConnections } from "./logic/queue-consumer/consistency";
export { pollingSettings } from "./logic/queue-consumer/polling";
export { checkThrottle } from "./logic/rest-api/throttle";
export { checkQuota } from "./logic/usage-plan/quota";
export { planNetwork } from "./network/plan";
