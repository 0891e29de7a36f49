import { type CheckedResource, type CheckedStack, ofType, usedBy, valueAt } from "../checked-resource";
import type { ResourceRule, StackRule } from "../rule";

const FUNCTION = "aws:lambda/function:Function";
const ALIAS = "aws:lambda/alias:Alias";
const CONFIG = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";

/** What delivers by itself, where it says who gets what it could not deliver, and to whom it delivers. */
const SENDERS: Readonly<Record<string, { readonly undelivered: string; readonly to: string }>> = {
  "aws:cloudwatch/eventTarget:EventTarget": { undelivered: "deadLetterConfig", to: "arn" },
  "aws:scheduler/schedule:Schedule": { undelivered: "target.deadLetterConfig", to: "target" },
  "aws:sns/topicSubscription:TopicSubscription": { undelivered: "redrivePolicy", to: "endpoint" },
};

/** Subscriptions of people, who have no queue beside their inbox. */
const PEOPLE: readonly unknown[] = ["email", "email-json", "sms", "application"];

export const undeliveredIsKept: ResourceRule = {
  name: "undelivered-is-kept",
  level: "mandatory",
  description:
    "Targets of rules and schedules and subscriptions have a dead-letter queue for what does not reach them.",
  types: Object.keys(SENDERS),
  check(sender) {
    const { undelivered = "" } = SENDERS[sender.type] ?? {};
    if (PEOPLE.includes(valueAt(sender, "protocol")) || valueAt(sender, undelivered) !== undefined) return [];
    return [`${undelivered} must name a dead-letter queue: what cannot be delivered is lost otherwise`];
  },
};

/** The function that a property leads to, directly or through an alias. */
const functionsAt = (stack: CheckedStack, resource: CheckedResource, property: string): CheckedResource[] =>
  [
    resource,
    ...usedBy(stack, resource, property, ALIAS).map((alias) => ({
      ...alias,
      uses: { [property]: alias.uses.functionName ?? [] },
    })),
  ].flatMap((holder) => usedBy(stack, holder, property, FUNCTION));

export const failedEventsAreKept: StackRule = {
  name: "failed-events-are-kept",
  level: "advisory",
  description:
    "A function that is sent events says where those go that it fails on: whoever sent them does not hear of it, and has no letter.",
  checkStack(stack) {
    const kept = new Set(ofType(stack, CONFIG).flatMap((config) => functionsAt(stack, config, "functionName")));
    const called = Object.entries(SENDERS).flatMap(([type, { to }]) =>
      ofType(stack, type).flatMap((sender) => functionsAt(stack, sender, to)),
    );
    return [...new Set(called)]
      .filter((fn) => !kept.has(fn) && valueAt(fn, "deadLetterConfig") === undefined)
      .map((resource) => ({
        resource,
        problem: `should have a ${CONFIG.split(":").pop()} with destinationConfig.onFailure: it is sent events`,
      }));
  },
};
