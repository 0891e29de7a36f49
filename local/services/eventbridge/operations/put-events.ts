import { randomUUID } from "node:crypto";
import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import type { EventServices } from "../store";

const Entry = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().default("default"),
  Resources: z.array(z.string()).default([]),
  Time: z.number().optional(),
});

/** fidelity: docs: PutEvents: up to ten entries; an entry that lacks something fails alone */
const Input = z.object({ Entries: z.array(Entry).min(1).max(10) });

export const putEvents = operation(
  "PutEvents",
  Input,
  (services: EventServices) =>
    async ({ Entries }, { principal }) => {
      const results = [];
      for (const entry of Entries) {
        const bus = entry.EventBusName.split("/").pop() ?? entry.EventBusName;
        const arn = `arn:${services.partition}:events:${services.region}:${services.account}:event-bus/${bus}`;
        requireAccess(services.access, principal, "events:PutEvents", arn);
        results.push(await put(services, bus, entry));
      }
      return { FailedEntryCount: results.filter((result) => "ErrorCode" in result).length, Entries: results };
    },
);

const put = async (services: EventServices, bus: string, entry: z.output<typeof Entry>) => {
  const { Source: source, DetailType: detailType, Detail: detail } = entry;
  const missing = [
    source === undefined && "Source",
    detailType === undefined && "DetailType",
    detail === undefined && "Detail",
  ].find(Boolean);
  if (source === undefined || detailType === undefined || detail === undefined) {
    return {
      ErrorCode: "InvalidArgument",
      ErrorMessage: `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    };
  }
  const parsed = parse(detail);
  if (parsed === undefined) return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
  const { clock, region, account, events } = services;
  const now = entry.Time === undefined ? clock.now() : entry.Time * 1000;
  const id = randomUUID();
  const time = new Date(now).toISOString().replace(/\.\d{3}/, "");
  const event = {
    version: "0" as const,
    id,
    "detail-type": detailType,
    source,
    account,
    time,
    region,
    resources: entry.Resources,
    detail: parsed,
  };
  await events.put(`${bus}/${String(clock.now()).padStart(15, "0")}/${id}`, event);
  return { EventId: id };
};

const parse = (detail: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(detail);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};
