import { usedBy, valueAt } from "serverless-tiers/policies";
import type { PlannedResource, PlannedStack } from "./planned-stack";
import { describe } from "./wording";

/** How much of something there is at a time, or how fast it may be asked for. */
export interface Bound {
  readonly what: string;
  readonly bound: string;
}

/** By type: what bounds a resource, or that nothing does. */
const BOUNDS: Readonly<Record<string, (resource: PlannedResource, stack: PlannedStack) => Bound[]>> = {
  "aws:lambda/function:Function": (made) => [
    { what: describe(made), bound: instances(valueAt(made, "reservedConcurrentExecutions")) },
  ],
  "aws:lambda/eventSourceMapping:EventSourceMapping": (source) => {
    const most = valueAt(source, "scalingConfig.maximumConcurrency");
    return most === undefined ? [] : [{ what: describe(source), bound: `${String(most)} batches` }];
  },
  "aws:apigateway/methodSettings:MethodSettings": (settings, stack) => {
    const [rate, burst] = ["throttlingRateLimit", "throttlingBurstLimit"].map((key) =>
      valueAt(settings, `settings.${key}`),
    );
    if (rate === undefined) return [];
    const api = usedBy(stack, settings, "restApi", "aws:apigateway/stage:Stage").map(describe).join();
    return [
      {
        what: `${routeOf(String(valueAt(settings, "methodPath")))} of ${api}`,
        bound: `${String(rate)} requests per second, ${String(burst)} at once`,
      },
    ];
  },
};

const instances = (reserved: unknown): string =>
  typeof reserved !== "number" || reserved < 0
    ? "as many instances as the account has left"
    : `${reserved} ${reserved === 1 ? "instance" : "instances"}`;

/** `info/{venueId}/GET` -> `GET /info/{venueId}`; `~1` is the root. */
const routeOf = (methodPath: string): string => {
  if (methodPath === "*/*") return "each other route";
  const at = methodPath.lastIndexOf("/");
  const path = methodPath.slice(0, at);
  return `${methodPath.slice(at + 1)} /${path === "~1" ? "" : path}`;
};

/** What bounds the functions, consumers and routes of a stack. */
export const boundsOf = (stack: PlannedStack): Bound[] =>
  stack.resources.flatMap((resource) => BOUNDS[resource.type]?.(resource, stack) ?? []);
