// What a `stack-config.ts` checks values with before the program hands them to a component, whose words it then speaks.
export { ArgsError } from "./core/args-error";
export { must, strict, suggestion } from "./core/args-shape";
export { type Duration, toSeconds } from "./core/duration";
export { checkedCapacity } from "./data/database/capacity";
export { maxConnections } from "./data/database/connection-limits";
export { checkQuota } from "./logic/api/quota";
export { checkThrottle } from "./logic/api/throttle";
export { retentionDays } from "./logic/log-retention";
export { checkConnections, resolveConsumerSettings } from "./logic/queue-consumer-settings";
export { planNetwork } from "./network/plan";
