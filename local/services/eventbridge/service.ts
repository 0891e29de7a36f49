import { createApi } from "../../wire/api";
import { refuseJsonInput } from "../../wire/json-errors";
import type { Cloud, Service } from "../service";
import { putEvents } from "./operations/put-events";
import { eventTables } from "./store";

/** EventBridge as far as an integration of API Gateway calls it: events are kept, no rule is run. */
export const createEventBridgeService = (cloud: Cloud): Service => {
  const { access, clock, region, account, partition, storage, log } = cloud;
  return {
    name: "events",
    resources: [],
    handle: createApi({
      service: "events",
      services: { ...eventTables(storage), access, clock, region, account, partition },
      operations: [putEvents],
      errors: {},
      refuse: refuseJsonInput,
      log,
    }),
  };
};
