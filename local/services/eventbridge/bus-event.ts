import { randomUUID } from "node:crypto";
import type { Cloud } from "../../cloud/cloud";

/** An event as rules and targets see it, in the order of its members there. */
export interface BusEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  /** Of a replay. */
  readonly "replay-name"?: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

export interface NewEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources?: readonly string[];
  /** Milliseconds since the epoch. @default now */
  readonly time?: number | undefined;
}

/** The time of an event: seconds, with Z. */
export const eventTime = (time: number): string => new Date(time).toISOString().replace(/\.\d{3}/, "");

export const newEvent = (
  { account, clock, region }: Pick<Cloud, "account" | "clock" | "region">,
  { source, detailType, detail, resources = [], time = clock.now() }: NewEvent,
): BusEvent => ({
  version: "0",
  id: randomUUID(),
  "detail-type": detailType,
  source,
  account,
  time: eventTime(time),
  region,
  resources,
  detail,
});

/** An event as it comes again. */
export const replayed = ({ resources, detail, ...event }: BusEvent, name: string): BusEvent => ({
  ...event,
  "replay-name": name,
  resources,
  detail,
});
