// What a `stack-config.ts` checks values with before the program hands them to a component, whose words it then speaks.
export { ArgsError } from "./core/args/args-error";
export { must, strict, suggestion } from "./core/args/args-shape";
export { type Duration, toSeconds } from "./core/args/duration";
export { retentionDays } from "./core/args/retention";
export { connectionsOf, memoryOfClass } from "./core/instance-class";
export { checkShare } from "./core/rights/connections";
export { checkedCapacity } from "./data/database/capacity";
export { maxConnections } from "./data/database/connection-limits";
export { checkedInstance } from "./data/database/instance";
export { checkedMaxThroughput } from "./data/table/capacity";
export { checkConnections } from "./logic/function/connections";
export { pollingSettings } from "./logic/queue-consumer/polling";
export { checkThrottle } from "./logic/rest-api/throttle";
export { checkQuota } from "./logic/usage-plan/quota";
export { planNetwork } from "./network/plan";
export { planVisitors } from "./presentation/static-site/visitors";
export { checkUrls } from "./presentation/user-pool/clients/login";
export { checkDomain } from "./presentation/user-pool/domain";
