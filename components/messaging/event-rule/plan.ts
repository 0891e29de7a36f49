import type * as pulumi from "@pulumi/pulumi";
import type { EventContract } from "../../contracts/event";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { shown } from "../../core/args/shown";
import { type Plan, planned } from "../../core/component/plan";
import type { Receiver } from "../../core/receiver";
import { retrySettings } from "../dead-letters/retry";
import type { EventBus } from "../event-bus/event-bus";
import { type EventRuleArgs, eventRuleArgs } from "./args";
import type { EventRuleTransform } from "./children";
import { type AwsEvent, awsPatternOf, patternOf } from "./pattern";

interface Settings {
  /** Absent: the default one. */
  readonly bus: EventBus | undefined;
  readonly pattern: string;
  readonly to: Receiver;
  readonly group: string | undefined;
  readonly inputPath: string | undefined;
  readonly retry: ReturnType<typeof retrySettings>;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined;
  readonly enabled: boolean;
  readonly transform: EventRuleTransform | undefined;
}

/** A rule's arguments, checked and in the units of AWS. */
export type EventRulePlan = Plan<"EventRule", Settings>;

/** @throws {ArgsError} for a value that AWS or the design would refuse. */
export const planEventRule = <Contract extends EventContract>(
  name: string,
  args: EventRuleArgs<Contract> | EventRulePlan,
): EventRulePlan => planned("EventRule", name, args, (given: EventRuleArgs<Contract>) => settings(name, given));

const settings = <Contract extends EventContract>(name: string, args: EventRuleArgs<Contract>): Settings => {
  checkArgs(name, args, eventRuleArgs);
  const { to, group, input = "event", retry, alarms = {}, enabled = true, transform } = args;
  checkLists(name, "where", args.where);
  return {
    bus: args.bus,
    pattern: args.bus ? ownPattern(name, args.bus, args.on, args.where) : awsPattern(name, args.on, args.where),
    to,
    group,
    inputPath: input === "detail" ? "$.detail" : undefined,
    retry: retrySettings(name, retry),
    alarms: alarms === false ? undefined : { topicArn: alarms.topicArn },
    enabled,
    transform,
  };
};

const ownPattern = (name: string, bus: EventBus, on: unknown, where: object | undefined): string => {
  const events = [on].flat() as readonly (EventContract | AwsEvent)[]; // each is looked at
  const contracts = events.map((event) => {
    if (!("awsSource" in event) && "detail" in event) return event;
    throw new ArgsError(
      name,
      "on",
      `must be events of bus ${bus.plan.name}: AWS's own are on the default bus alone, which a rule without a bus hears`,
    );
  });
  if (contracts.length === 0) throw new ArgsError(name, "on", "must be one event at least");
  for (const contract of contracts) bus.require(contract, "on", name);
  return patternOf(contracts, where);
};

const awsPattern = (name: string, on: unknown, where: object | undefined): string => {
  const { awsSource, detailType } = Object(on) as Partial<AwsEvent>;
  if (typeof awsSource === "string" && awsSource.startsWith("aws.") && typeof detailType === "string")
    return awsPatternOf({ awsSource: awsSource as AwsEvent["awsSource"], detailType }, where); // was just looked at
  throw new ArgsError(
    name,
    "on",
    'must be an event of AWS, { awsSource: "aws.s3", detailType: "Object Created" }, on the default bus; name the bus of an event of your own',
  );
};

/** AWS refuses the rule otherwise, when all before it are made already. */
const checkLists = (name: string, at: string, where: unknown): void => {
  if (where === undefined) return;
  for (const [key, inner] of Object.entries(Object(where))) {
    const path = `${at}.${key}`;
    if (Array.isArray(inner) && inner.length > 0) continue;
    if (typeof inner === "object" && inner !== null && !Array.isArray(inner)) checkLists(name, path, inner);
    else
      throw new ArgsError(
        name,
        path,
        `must be a list of one or more values, or fields with such (it is ${shown(inner)})`,
      );
  }
};
