import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import type { Buses, BusRecord } from "../buses";
import { alreadyThere, invalid } from "../events-error";
import { busNamed, type EventServices, Paged, pageOf, seconds, Tags, tagMap } from "./events-operation";

const Settings = {
  Description: z.string().max(512).optional(),
  KmsKeyIdentifier: z.string().max(2_048).optional(),
  DeadLetterConfig: z.object({ Arn: z.string().optional() }).optional(),
};

const NewBus = z.object({
  Name: z
    .string()
    .regex(/^[/.\-_A-Za-z0-9]+$/, { error: "Member must satisfy regular expression pattern: [/\\.\\-_A-Za-z0-9]+" })
    .min(1)
    .max(256),
  Tags: Tags.optional(),
  ...Settings,
});

export const createEventBus = operation(
  "CreateEventBus",
  NewBus,
  { action: "events:CreateEventBus", on: ({ buses }: EventServices, { Name }) => resource(buses.arn(Name)) },
  ({ buses }) =>
    async ({ Name, Description, KmsKeyIdentifier, DeadLetterConfig, Tags: tags = [] }) => {
      // fidelity: docs: CreateEventBus: a slash stands in the names of partner buses alone
      if (Name.includes("/")) throw invalid("Event bus name must not contain '/'.");
      if (buses.has(Name)) throw alreadyThere(`Event bus ${Name}`);
      await buses.create(Name, {
        description: Description,
        kmsKeyIdentifier: KmsKeyIdentifier,
        deadLetterArn: DeadLetterConfig?.Arn,
        tags: tagMap(tags),
      });
      return { EventBusArn: buses.arn(Name), Description, KmsKeyIdentifier, DeadLetterConfig };
    },
);

export const updateEventBus = operation(
  "UpdateEventBus",
  z.object({ Name: z.string().optional(), ...Settings }),
  { action: "events:UpdateEventBus", on: (services: EventServices, { Name }) => busNamed(services, Name) },
  ({ buses }) =>
    async ({ Description, KmsKeyIdentifier, DeadLetterConfig }, { name }) => {
      await buses.change(name, {
        description: Description,
        kmsKeyIdentifier: KmsKeyIdentifier,
        deadLetterArn: DeadLetterConfig?.Arn,
      });
      return { Arn: buses.arn(name), Name: name, Description, KmsKeyIdentifier, DeadLetterConfig };
    },
);

/** fidelity: observed: events-api-bus-unknown; docs: DeleteEventBus: the rules of a bus go with it */
export const deleteEventBus = operation(
  "DeleteEventBus",
  z.object({ Name: z.string().min(1).max(256) }),
  { action: "events:DeleteEventBus", on: (services: EventServices, { Name }) => busNamed(services, Name) },
  ({ buses, rules }) =>
    async (_, { name }) => {
      await buses.remove(name);
      for (const rule of rules.ofBus(name)) await rules.remove(name, rule.name);
      return NO_OUTPUT;
    },
);

const shown = (
  buses: Buses,
  { name, policy, description, kmsKeyIdentifier, created = 0, modified = 0 }: BusRecord,
) => ({
  Name: name,
  Arn: buses.arn(name),
  Description: description,
  Policy: policy,
  KmsKeyIdentifier: kmsKeyIdentifier,
  CreationTime: seconds(created),
  LastModifiedTime: seconds(modified),
});

export const describeEventBus = operation(
  "DescribeEventBus",
  z.object({ Name: z.string().optional() }),
  { action: "events:DescribeEventBus", on: (services: EventServices, { Name }) => busNamed(services, Name) },
  ({ buses }) =>
    (_, bus) => ({
      ...shown(buses, bus),
      ...(bus.deadLetterArn === undefined ? {} : { DeadLetterConfig: { Arn: bus.deadLetterArn } }),
    }),
);

export const listEventBuses = operation(
  "ListEventBuses",
  z.object({ NamePrefix: z.string().optional(), ...Paged }),
  { action: "events:ListEventBuses", on: ({ buses }: EventServices) => resource(buses.arn("*")) },
  ({ buses }) =>
    ({ NamePrefix = "", ...paged }) => {
      const found = buses.list().filter(({ name }) => name.startsWith(NamePrefix));
      const { shown: page, next } = pageOf(found, ({ name }) => name, paged);
      return { EventBuses: page.map((bus) => shown(buses, bus)), ...next };
    },
);
