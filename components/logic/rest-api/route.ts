import * as z from "zod";
import { ArgsError } from "../../core/args-error";
import { flag, must, object, record, type Shape } from "../../core/args-shape";
import { alphanumeric } from "./model";
import { type Target, targetShape } from "../../core/target";
import { checkThrottle, type Throttle, throttleShape } from "./throttle";

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;

export type Method = (typeof METHODS)[number];

/** Method and path, `"GET /orders/{orderId}"`; `{rest+}` as the last segment takes all that follows. */
export type RouteKey = `${Method} /${string}`;

/**
 * Who may call a route. There is no default: an open route says so.
 *
 * `"none"`: everybody. An API key tells clients apart and bounds their use; it is no authorization.
 */
export type RouteAuth = "none";

/** One method on one path, and where its requests go. */
export interface Route {
  readonly to: Target;
  readonly auth: RouteAuth;
  /** Refuses requests without the key of a usage plan in `x-api-key` (403). @default false */
  readonly apiKey?: boolean;
  /**
   * What the body has to be, as JSON. The gateway refuses another body (400) and another content type (415), but it
   * knows less than zod: refinements, list lengths and exclusive bounds have to be checked again behind it.
   */
  readonly body?: z.ZodType;
  /** Bounds the method for all clients together. @default the throttle of the API */
  readonly throttle?: Throttle;
}

const AUTH = `must be named: "none" opens the route`;

/** The shape of a route but for its target, which AsyncApi adds itself. */
export const routeShape: Shape<Omit<Route, "to">> = {
  auth: z.literal("none", { error: AUTH }),
  apiKey: flag.optional(),
  body: z
    .custom((value) => typeof value === "object" && value !== null && "_zod" in value, must("a schema of zod 4"))
    .optional(),
  throttle: throttleShape.optional(),
};

export const routesShape = record(
  object<Route>({ to: targetShape, ...routeShape }).optional(),
  'routes, { "GET /orders": { to, auth } }',
);

export type Routes = Readonly<Partial<Record<RouteKey, Route>>>;

/** A route with its key taken apart and checked. */
export interface ParsedRoute extends ParsedKey {
  /** `getOrdersOrderId`: letters and digits, no two alike. */
  readonly operationId: string;
  readonly route: Route;
}

export interface ParsedKey {
  readonly key: RouteKey;
  readonly method: Method;
  readonly path: string;
  readonly parameters: readonly string[];
}

/**
 * All routes in the order of their paths.
 *
 * @throws {ArgsError} for a table without routes, a key that API Gateway would refuse, two parameters that compete for
 * one segment, a body where HTTP has none.
 */
export const parseRoutes = (component: string, routes: Routes): ParsedRoute[] => {
  const parsed = Object.entries(routes).flatMap(([key, route]) =>
    route === undefined ? [] : [{ ...parseRouteKey(component, key), route }],
  );
  if (parsed.length === 0)
    throw new ArgsError(component, "routes", `must hold at least one route: { "GET /health": { … } }`);
  for (const route of parsed) checkRoute(component, route);
  checkSiblings(component, parsed);
  return withOperationIds(
    parsed.sort((a, b) => compare(a.path, b.path) || METHODS.indexOf(a.method) - METHODS.indexOf(b.method)),
  );
};

/** `/a-b` and `/a/b` make one name; the later of them gets a number. */
const withOperationIds = (routes: readonly Omit<ParsedRoute, "operationId">[]): ParsedRoute[] => {
  const taken = new Set<string>();
  return routes.map((route) => {
    const name = route.method.toLowerCase() + alphanumeric(route.path);
    let operationId = name;
    for (let number = 2; taken.has(operationId); number++) operationId = `${name}${number}`;
    taken.add(operationId);
    return { ...route, operationId };
  });
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html: characters of a segment (read 2026-11) */
const SEGMENT = /^[A-Za-z0-9._,:-]+$/;
const PARAMETER = /^\{([A-Za-z0-9._:-]+)(\+?)\}$/;

/** @throws {ArgsError} unless the key is a method, one blank and a path of valid segments. */
export const parseRouteKey = (component: string, key: string): ParsedKey => {
  const refuse = (rule: string): never => {
    throw new ArgsError(component, `routes[${JSON.stringify(key)}]`, rule);
  };
  const [, method = "", path = ""] = /^(\S+) (\/\S*)$/.exec(key) ?? refuse(`must read "METHOD /path", with one blank`);
  if (!isMethod(method)) return refuse(`must begin with one of ${METHODS.join(", ")} (it is ${method})`);
  const segments = path === "/" ? [] : path.slice(1).split("/");
  const parameters = segments.flatMap((segment, index) => {
    if (segment === "") return refuse("must not have an empty segment or a slash at its end");
    const [, name, greedy] = PARAMETER.exec(segment) ?? [];
    if (name === undefined)
      return SEGMENT.test(segment)
        ? []
        : refuse(`has a segment ${segment}: letters, digits and . _ , : - are allowed, or one whole {parameter}`);
    if (greedy && index < segments.length - 1) refuse(`may have ${segment} only at its end`);
    return [name];
  });
  const twice = parameters.find((name, index) => parameters.indexOf(name) !== index);
  if (twice !== undefined) refuse(`names the parameter {${twice}} twice`);
  // Method and path were just taken out of it.
  return { key: key as RouteKey, method, path, parameters };
};

const isMethod = (text: string): text is Method => (METHODS as readonly string[]).includes(text);

const checkRoute = (component: string, { key, method, route }: Omit<ParsedRoute, "operationId">): void => {
  const at = `routes[${JSON.stringify(key)}]`;
  // Types hold this for TypeScript only; a missing word must never open a route.
  if (route.auth !== "none") throw new ArgsError(component, `${at}.auth`, AUTH);
  if (route.body !== undefined && (method === "GET" || method === "HEAD"))
    throw new ArgsError(component, `${at}.body`, `must be absent: a ${method} request has no body to validate`);
  if (route.throttle !== undefined) checkThrottle(component, `${at}.throttle`, route.throttle);
};

/** API Gateway refuses two parameters in one place: `/orders/{id}` beside `/orders/{orderId}/items` or `/orders/{rest+}`. */
const checkSiblings = (component: string, routes: readonly ParsedKey[]): void => {
  const seen = new Map<string, { name: string; key: RouteKey }>();
  for (const { key, path } of routes) {
    const segments = path.split("/");
    for (const [index, segment] of segments.entries()) {
      if (!PARAMETER.test(segment)) continue;
      const place = segments.slice(0, index).join("/");
      const other = seen.get(place) ?? { name: segment, key };
      if (other.name !== segment)
        throw new ArgsError(
          component,
          `routes[${JSON.stringify(key)}]`,
          `must call ${segment} the same as ${JSON.stringify(other.key)} does (${other.name})`,
        );
      seen.set(place, other);
    }
  }
};

/** By code unit, the same in every locale. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
