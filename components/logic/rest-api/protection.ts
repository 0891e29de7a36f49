import { ArgsError } from "../../core/args/args-error";
import { either, number, object } from "../../core/args/args-shape";
import { type ConnectionLimit, isConnectionLimit } from "../../core/rights/connections";
import type { InvokedFunction } from "../../core/target";
import type { PlannedRoute } from "./planned-route";
import type { RouteKey } from "./route-key";
import type { Throttle } from "./throttle";

/**
 * What an API stands in front of, and what that takes.
 *
 * API Gateway's throttles are targets, and let more through for a moment. What never gives way is the concurrency of the
 * functions behind the routes, one connection an instance: each function that links to the database has to bound it,
 * `database.reader({ connections: 20 })`. From these bounds come the throttles of the routes: half of the instances for a
 * burst, the other half for what goes on. A request above them is refused with 429 and Retry-After; one that they let
 * through and no instance is free for is a 500.
 */
export interface Protection {
  readonly database: ConnectionLimit;
  /**
   * Requests per second that one connection serves, above 0: 10 where a request holds it for 100 milliseconds at most,
   * cold starts included.
   *
   * @default 10
   */
  readonly requestsPerConnection?: number;
}

export const protectionShape = either(
  isConnectionLimit,
  object<Protection>(
    {
      database: either(isConnectionLimit, object({}, "a Database")),
      requestsPerConnection: number("a number of requests per second, such as 10").optional(),
    },
    "a Database",
  ),
);

interface Protected {
  readonly invoked: InvokedFunction;
  readonly routes: readonly PlannedRoute<unknown>[];
  /** Instances that may run at a time. */
  readonly instances: number;
}

interface PlannedProtection<To> {
  /** With the throttles that follow from what the database takes. */
  readonly routes: readonly PlannedRoute<To>[];
  /** Functions that nothing but the throttles holds back, since nothing is reserved for them. */
  readonly unreserved: readonly string[];
}

/**
 * Holds the routes of an API against what its database takes.
 *
 * @throws {ArgsError} when no route reaches the database, when one does through a function without a bound, or asks for
 * more than its function's instances serve.
 */
export const planProtection = <To extends { readonly invokes?: InvokedFunction } | undefined>(
  name: string,
  protects: ConnectionLimit | Protection,
  routes: readonly PlannedRoute<To>[],
  byDefault: Throttle | undefined,
): PlannedProtection<To> => {
  const { database, requestsPerConnection: each = 10 } = isConnectionLimit(protects)
    ? { database: protects }
    : protects;
  if (!(each > 0 && Number.isFinite(each)))
    throw new ArgsError(name, "protects.requestsPerConnection", `must be above 0 requests per second (it is ${each})`);
  const reaching = reachingBy(name, database, routes);
  if (reaching.length === 0)
    throw new ArgsError(
      name,
      "protects",
      `must be reached by a route: no function of the API has a link to ${database.description}`,
    );
  const throttles = new Map(reaching.flatMap((one) => throttlesOf(name, one, each, byDefault)));
  return {
    routes: routes.map((route) => {
      const throttle = throttles.get(route.key);
      return throttle === undefined ? route : { ...route, throttle };
    }),
    unreserved: reaching.flatMap(({ invoked }) => (invoked.reserved === undefined ? [invoked.key] : [])),
  };
};

/** By function, since the routes of one share its instances. */
const reachingBy = (
  name: string,
  database: ConnectionLimit,
  routes: readonly PlannedRoute<{ readonly invokes?: InvokedFunction } | undefined>[],
): Protected[] => {
  const reaching = new Map<string, Protected>();
  for (const route of routes) {
    const invoked = route.to?.invokes;
    const link = invoked?.connections?.find(({ of }) => of === database);
    if (invoked === undefined || link === undefined) continue;
    const instances = invoked.reserved ?? link.most;
    if (instances === undefined)
      throw new ArgsError(
        name,
        `routes[${JSON.stringify(route.key)}].to`,
        `must be bounded: any number of instances of function ${invoked.key} may connect to ${database.description}; ` +
          "give its link a share, database.reader({ connections: 20 })",
      );
    const known = reaching.get(invoked.key) ?? { invoked, routes: [], instances };
    reaching.set(invoked.key, { ...known, routes: [...known.routes, route] });
  }
  return [...reaching.values()];
};

const throttlesOf = (
  name: string,
  { invoked, routes, instances }: Protected,
  each: number,
  byDefault: Throttle | undefined,
): (readonly [RouteKey, Throttle])[] => {
  const burst = Math.floor(instances / 2);
  const left = { rate: (instances - burst) * each, burst };
  const serves = `the ${instances} instances of function ${invoked.key} serve ${left.rate} requests per second and a burst of ${burst}`;
  const open: RouteKey[] = [];
  for (const { key, throttle } of routes) {
    if (throttle === undefined) {
      open.push(key);
      continue;
    }
    for (const limit of ["rate", "burst"] as const) {
      if (throttle[limit] > left[limit])
        throw new ArgsError(
          name,
          `routes[${JSON.stringify(key)}].throttle.${limit}`,
          `must be at most ${left[limit]} for ${key} (it is ${throttle[limit]}): ${serves}${routes.length > 1 ? " on all its routes" : ""}; lower it or raise the connections of the link`,
        );
      left[limit] -= throttle[limit];
    }
  }
  const share = { rate: left.rate / open.length, burst: Math.floor(left.burst / open.length) };
  const [first] = open;
  if (first !== undefined && !(share.burst >= 1 && share.rate > 0))
    throw new ArgsError(
      name,
      `routes[${JSON.stringify(first)}].to`,
      `must have more instances: ${serves}, which leaves nothing for ${open.join(", ")}; raise the connections of the link`,
    );
  const all = byDefault ?? share;
  const lower = { rate: Math.min(all.rate, share.rate), burst: Math.min(all.burst, share.burst) };
  return open.map((key) => [key, lower] as const);
};
