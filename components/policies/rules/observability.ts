import { shown, UNKNOWN, valueAt } from "../checked-resource";
import type { ResourceRule } from "../rule";

export const logRetention: ResourceRule = {
  name: "log-retention",
  level: "mandatory",
  description: "Log groups say how long they keep their lines; zero, or nothing, is for ever.",
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  check(group) {
    const days = valueAt(group, "retentionInDays");
    return days === UNKNOWN || Number(days) > 0 ? [] : [`retentionInDays must be over 0 (it is ${shown(days)})`];
  },
};

export const ownLogGroup: ResourceRule = {
  name: "own-log-group",
  level: "mandatory",
  description: "A function writes to a log group of the stack; the one that Lambda makes is kept for ever.",
  types: ["aws:lambda/function:Function"],
  check: (fn) =>
    valueAt(fn, "loggingConfig.logGroup") === undefined ? ["loggingConfig.logGroup must name a log group"] : [],
};

/** Where a type says that it takes part in traces. */
const TRACED: Readonly<Record<string, readonly [path: string, on: unknown]>> = {
  "aws:lambda/function:Function": ["tracingConfig.mode", "Active"],
  "aws:apigateway/stage:Stage": ["xrayTracingEnabled", true],
  "aws:sfn/stateMachine:StateMachine": ["tracingConfiguration.enabled", true],
};

export const tracing: ResourceRule = {
  name: "tracing",
  level: "advisory",
  description: "Functions, stages and workflows take part in X-Ray traces.",
  types: Object.keys(TRACED),
  check(resource) {
    const [path = "", on] = TRACED[resource.type] ?? [];
    const value = valueAt(resource, path);
    return value === on || value === UNKNOWN ? [] : [`${path} should be ${shown(on)} (it is ${shown(value)})`];
  },
};
