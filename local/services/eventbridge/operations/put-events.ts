import * as z from "zod";
import { elsewhere } from "../../../access/elsewhere";
import { accountOf } from "../../../access/verdict";
import { operation } from "../../../wire/operations/operation";
import { newEvent } from "../bus-event";
import { invalid } from "../events-error";
import { type EventServices, Timestamp } from "./events-operation";

const Entry = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().default("default"),
  Resources: z.array(z.string()).default([]),
  Time: Timestamp.optional(),
  TraceHeader: z.string().max(500).optional(),
});

type Entry = z.output<typeof Entry>;

/** fidelity: docs: PutEvents: up to ten entries; an entry that lacks something fails alone */
const Input = z.object({ Entries: z.array(Entry).min(1).max(10) });

/** fidelity: docs: "Amazon EventBridge quotas": 1 MB since 2026, 256 KB before */
const MAX_BYTES = 1_048_576;

// fidelity: observed: conformance aws-stepfunctions-eventbridge-put-events
export const putEvents = operation(
  "PutEvents",
  Input,
  {
    action: "events:PutEvents",
    on: ({ buses, cloud }: EventServices, { Entries }) => {
      const named = Entries.map((entry) => ({ bus: buses.nameOf(entry.EventBusName), entry }));
      return {
        asked: named.map(({ bus, entry: { Source = "", DetailType = "" } }) => ({
          resource: buses.arn(bus),
          resourcePolicy: buses.policyOf(bus),
          // The policy of a bus of another account nobody knows here: it is taken to let this one in.
          granted: (accountOf(buses.arn(bus)) ?? cloud.account) !== cloud.account,
          // fidelity: docs: "Using IAM policy conditions in Amazon EventBridge"
          context: { "events:source": [Source], "events:detail-type": [DetailType] },
        })),
        target: () => named,
      };
    },
  },
  (services) => async (_, named) => {
    if (named.reduce((sum, { entry }) => sum + bytesOf(entry), 0) > MAX_BYTES) {
      throw invalid("Total size of the entries in the request is over the limit.");
    }
    const results = await Promise.all(named.map(({ bus, entry }) => put(services, bus, entry)));
    return { FailedEntryCount: results.filter((result) => "ErrorCode" in result).length, Entries: results };
  },
);

/** fidelity: docs: "Calculating Amazon EventBridge PutEvents event entry size": 14 bytes for the time */
const bytesOf = ({ Source = "", DetailType = "", Detail = "", Resources, Time }: Entry): number =>
  [Source, DetailType, Detail, ...Resources].reduce(
    (sum, text) => sum + Buffer.byteLength(text),
    Time === undefined ? 0 : 14,
  );

const put = async ({ buses, router, cloud }: EventServices, bus: string, entry: Entry) => {
  const { Source: source, DetailType: detailType, Detail: detail, Resources: resources, Time } = entry;
  if (!source) return missing("Source");
  if (!detailType) return missing("DetailType");
  if (!detail) return missing("Detail");
  // fidelity: docs: PutEvents, errors: sources of AWS's own are AWS's own
  if (source.startsWith("aws.")) {
    return {
      ErrorCode: "NotAuthorizedForSource",
      ErrorMessage: "Not authorized for the source.",
    };
  }
  const parsed = parse(detail);
  if (parsed === undefined) return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
  const time = Time === undefined ? undefined : Time * 1000;
  const event = newEvent(cloud, { source, detailType, detail: parsed, resources, time });
  // fidelity: docs: PutEvents, ErrorCode: an unknown bus is no error; nobody gets the event
  if (buses.has(bus)) await router.accept(bus, event);
  else {
    const why = elsewhere(cloud, bus, { as: undefined, action: "events:PutEvents" }) ?? "does not exist";
    cloud.log.warn("events", `event bus ${bus} ${why}: the event of ${source} is dropped, as on AWS`);
  }
  return { EventId: event.id };
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
