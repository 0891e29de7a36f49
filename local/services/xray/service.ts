import type { Cloud } from "../../cloud/cloud";
import type { Services } from "../directory";
import type { Service } from "../service";
import { Traces } from "./traces";

declare module "../directory" {
  interface Services {
    readonly xray: Service & { readonly traces: Traces };
  }
}

/** X-Ray: the daemon of functions, and what gateway and functions write themselves. It has no API here. */
export const createXrayService = (cloud: Cloud): Services["xray"] => {
  const traces = new Traces(cloud);
  return {
    name: "xray",
    resources: [],
    traces,
    start: () => traces.start(),
    stop: async () => traces.stop(),
  };
};
