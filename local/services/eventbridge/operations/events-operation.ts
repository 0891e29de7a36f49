import * as z from "zod";
import type { Cloud } from "../../../cloud/cloud";
import { resource, type Subject } from "../../../wire/operations/right";
import type { Archives } from "../archives/archives";
import type { Replays } from "../archives/replays";
import type { Buses, BusRecord } from "../buses";
import type { Router } from "../router";
import type { RuleRecord } from "../rules/rule";
import type { Rules } from "../rules/rules";

/** What the operations of EventBridge work with. */
export interface EventServices {
  readonly buses: Buses;
  readonly rules: Rules;
  readonly archives: Archives;
  readonly replays: Replays;
  readonly router: Router;
  readonly cloud: Cloud;
}

export const Tags = z.array(z.object({ Key: z.string().min(1).max(128), Value: z.string().max(256) }));

export const tagMap = (tags: z.output<typeof Tags>): Readonly<Record<string, string>> =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

export const tagList = (tags: Readonly<Record<string, string>> = {}) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

export const Paged = { Limit: z.int().min(1).max(100).optional(), NextToken: z.string().optional() };

/** The entries after a token, by name, and the token of the next page. */
export const pageOf = <Entry>(
  entries: readonly Entry[],
  nameOf: (entry: Entry) => string,
  { Limit = 100, NextToken }: { readonly Limit?: number | undefined; readonly NextToken?: string | undefined },
) => {
  const after = NextToken === undefined ? "" : Buffer.from(NextToken, "base64").toString("utf8");
  const rest = [...entries].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)).filter((each) => nameOf(each) > after);
  const shown = rest.slice(0, Limit);
  const last = shown.at(-1);
  const next =
    last !== undefined && rest.length > Limit ? { NextToken: Buffer.from(nameOf(last)).toString("base64") } : {};
  return { shown, next };
};

/** A time: seconds since the epoch, or, as AWS takes it too, a text of ISO 8601. */
export const Timestamp = z.union([
  z.number(),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text) / 1_000),
]);

/** Seconds since the epoch, as the JSON protocols have times. */
export const seconds = (ms: number): number => ms / 1_000;

/** The bus that a call names, by name or ARN. */
export const busNamed = ({ buses }: EventServices, named: string | undefined): Subject<BusRecord> => {
  const name = buses.nameOf(named);
  return resource({ resource: buses.arn(name), resourcePolicy: buses.policyOf(name) }, () => buses.require(name));
};

interface NamesRule {
  readonly EventBusName?: string | undefined;
}

/** The rule that a call names. */
export const ruleNamed = (
  { buses, rules }: EventServices,
  name: string,
  { EventBusName }: NamesRule,
): Subject<RuleRecord> => {
  const bus = buses.nameOf(EventBusName);
  return resource(rules.arn(bus, name), () => {
    buses.require(bus);
    return rules.require(bus, name);
  });
};

export const ruleOf = (services: EventServices, input: NamesRule & { readonly Name: string }) =>
  ruleNamed(services, input.Name, input);
