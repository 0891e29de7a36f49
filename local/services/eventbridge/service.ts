import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import { PLAIN_NAMES } from "../../wire/protocols/render-error";
import type { Services } from "../directory";
import type { Service } from "../service";
import { Buses } from "./buses";
import { putEvents } from "./operations/put-events";
import { eventBusType } from "./resources/event-bus";

declare module "../directory" {
  interface Services {
    readonly events: Service & { readonly buses: Buses };
  }
}

/** EventBridge as far as an integration of API Gateway calls it: events are kept, no rule is run. */
export const createEventBridgeService = (cloud: Cloud): Services["events"] => {
  const buses = new Buses(cloud);
  return {
    name: "events",
    buses,
    resources: [eventBusType(buses)],
    start: () => buses.events.prune(),
    ...createApi({
      service: "events",
      services: { buses, cloud },
      access: cloud.access,
      operations: [putEvents],
      errors: PLAIN_NAMES,
      refuse: refuseJsonInput,
      log: cloud.log,
    }),
  };
};
