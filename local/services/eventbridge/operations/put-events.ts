import { randomUUID } from "node:crypto";
import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import type { EventServices } from "../buses";

const Entry = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().default("default"),
  Resources: z.array(z.string()).default([]),
  Time: z.number().optional(),
  TraceHeader: z.string().max(500).optional(),
});

/** fidelity: docs: PutEvents: up to ten entries; an entry that lacks something fails alone */
const Input = z.object({ Entries: z.array(Entry).min(1).max(10) });

// fidelity: observed: conformance aws-stepfunctions-eventbridge-put-events
export const putEvents = operation(
  "PutEvents",
  Input,
  {
    action: "events:PutEvents",
    on: ({ buses }: EventServices, { Entries }) => {
      const named = Entries.map((entry) => ({ bus: entry.EventBusName.split("/").pop() ?? "", entry }));
      return { asked: named.map(({ bus }) => ({ resource: buses.arn(bus) })), target: () => named };
    },
  },
  (services) => async (_, named) => {
    const results = [];
    for (const { bus, entry } of named) results.push(await put(services, bus, entry));
    return { FailedEntryCount: results.filter((result) => "ErrorCode" in result).length, Entries: results };
  },
);

const put = async ({ buses, cloud }: EventServices, bus: string, entry: z.output<typeof Entry>) => {
  const { Source: source, DetailType: detailType, Detail: detail } = entry;
  if (source === undefined) return missing("Source");
  if (detailType === undefined) return missing("DetailType");
  if (detail === undefined) return missing("Detail");
  const parsed = parse(detail);
  if (parsed === undefined) return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
  const now = entry.Time === undefined ? cloud.clock.now() : entry.Time * 1000;
  const id = randomUUID();
  // fidelity: docs: PutEvents, ErrorCode: an unknown bus is no error; nobody gets the event
  if (!buses.has(bus)) {
    cloud.log.warn("events", `event bus ${bus} does not exist: the event of ${source} is dropped, as on AWS`);
    return { EventId: id };
  }
  await buses.events.add(bus, {
    version: "0",
    id,
    "detail-type": detailType,
    source,
    account: cloud.account,
    time: new Date(now).toISOString().replace(/\.\d{3}/, ""),
    region: cloud.region,
    resources: entry.Resources,
    detail: parsed,
  });
  return { EventId: id };
};

const missing = (name: string) => ({
  ErrorCode: "InvalidArgument",
  ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
});

const parse = (detail: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(detail);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
