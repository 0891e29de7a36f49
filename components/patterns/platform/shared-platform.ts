import * as z from "zod";
import type { EventName } from "../../contracts/event";
import { must } from "../../core/args/args-shape";
import type { AdoptedEventBus } from "../../messaging/event-bus/adopted-event-bus";
import type { AdoptedNetwork } from "../../network/adopted-network";
import type { AdoptedApiDomain } from "../../presentation/api-domain/args";
import type { SharedUserPool } from "../../presentation/user-pool/adopted-users";

/** Of the shape below: another one that programs of before would misread is another version. */
export const SHARED_VERSION = 1;

/** What services have of a platform that another stack made: its output, plain data without secrets. */
export interface SharedPlatform {
  readonly version: typeof SHARED_VERSION;
  /** Of the platform's component. */
  readonly name: string;
  readonly bus: AdoptedEventBus;
  readonly users?: SharedUserPool | undefined;
  readonly network?: (AdoptedNetwork & { readonly name: string }) | undefined;
  readonly alarms?: { readonly topicArn: AdoptedEventBus["arn"] } | undefined;
  /** Whether APIs write logs with the role of the account. */
  readonly logs: boolean;
  readonly domain?: AdoptedApiDomain | undefined;
  /** Those of the platform's own stack. */
  readonly services: readonly SharedService[];
  /** The stacks that the platform's program reads itself. */
  readonly reads: readonly string[];
}

export interface SharedService {
  readonly service: string;
  readonly mount?: string | undefined;
  readonly publishes: readonly EventName[];
}

const text = z.string(must("a text"));
const list = <Item extends z.ZodType>(item: Item) => z.array(item, must("a list"));
const object = <Keys extends z.ZodRawShape>(keys: Keys) => z.object(keys, must("an object"));
const record = <Value extends z.ZodType>(value: Value) => z.record(z.string(), value, must("an object"));
const flag = z.boolean(must("true or false"));
const events = list(object({ source: text, detailType: text }));

const version = z.literal(SHARED_VERSION, {
  error: ({ input }) =>
    typeof input === "number" && input > SHARED_VERSION
      ? `must be ${SHARED_VERSION} (it is ${input}): update serverless-tiers here to that of the platform`
      : `must be ${SHARED_VERSION} (it is ${input ?? "not set"}): export the platform's shared there, with the serverless-tiers of this program, and deploy that stack first`,
});

/** What is held against it: whatever else a newer platform tells is left alone. */
export const sharedPlatform = object({
  version,
  name: text,
  bus: object({ name: text, arn: text, events }),
  users: object({
    name: text,
    arn: text,
    clients: record(object({ id: text, scopes: list(text) })),
    groups: list(text),
    scopes: z.union([z.literal("any"), z.array(text)], must('"any" or a list')),
  }).optional(),
  network: object({
    name: text,
    vpcId: text,
    subnetIds: list(text),
    endpoints: record(
      z.union([object({ securityGroupId: text }), object({ prefixListId: text })], must("an endpoint")),
    ),
    internet: flag,
  }).optional(),
  alarms: object({ topicArn: text }).optional(),
  logs: flag,
  domain: object({ names: list(text), securityPolicy: text.optional() }).optional(),
  services: list(object({ service: text, mount: text.optional(), publishes: events })),
  reads: list(text),
});
