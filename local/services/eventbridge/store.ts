import type { Access } from "../../access/access";
import type { Clock } from "../../clock";
import type { Collection, Storage } from "../../storage";

/** An event as rules and targets see it. */
export interface BusEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

/** What the operations of EventBridge work with. */
export interface EventServices {
  /** `<bus>/<time>/<id>`. */
  readonly events: Collection<BusEvent>;
  readonly access: Access;
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
}

export const eventTables = (storage: Storage): Pick<EventServices, "events"> => ({
  events: storage.collection("events.events"),
});

/** The events of a bus, oldest first. */
export const eventsOf = ({ events }: Pick<EventServices, "events">, bus: string): BusEvent[] =>
  [...events.entries()].filter(([key]) => key.startsWith(`${bus}/`)).map(([, event]) => event);
