import type { EventName } from "../../contracts/event";
import { integration, type Work } from "../../core/work";
import { type NamedBus, putGrants } from "./links";

/**
 * Where a workflow puts what a state hands over on the bus, as the data of one event.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html (read 2026-11): an entry that is refused
 * fails the state.
 */
export const putWork = (name: string, bus: NamedBus, event: EventName): Work => ({
  description: `event ${event.detailType} on bus ${name}`,
  grants: putGrants(bus, [event]),
  passing: ["EventBridge.FailedEntry", "EventBridge.InternalException", "EventBridge.SdkClientException"],
  task: (call) => {
    const { input } = call;
    const detail = typeof input === "string" ? { "Detail.$": input } : { Detail: input };
    return {
      resource: integration("events:putEvents", call),
      parameters: {
        Entries: [{ Source: event.source, DetailType: event.detailType, EventBusName: bus.name, ...detail }],
      },
    };
  },
});
