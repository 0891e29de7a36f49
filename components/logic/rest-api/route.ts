import * as z from "zod";
import { flag, must, object, record, type Shape } from "../../core/args/args-shape";
import { type Target, targetShape } from "../../core/target";
import { type ParameterSchemas, parameterShape } from "./request-parameters";
import type { RouteKey } from "./route-key";
import { type Throttle, throttleShape } from "./throttle";

/**
 * Who may call a route. There is no default: an open route says so.
 *
 * `"none"`: everybody. An API key tells clients apart and bounds their use; it is no authorization.
 */
export type RouteAuth = "none";

/** One method on one path, and where its requests go. */
export interface Route extends ParameterSchemas {
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

export type Routes = Readonly<Partial<Record<RouteKey, Route>>>;

/** A route whose target may be named later, once it is made. */
export type OpenRoute = Omit<Route, "to"> & { readonly to?: Target };

export const AUTH_RULE = `must be named: "none" opens the route`;

export const openRouteShape: Shape<OpenRoute> = {
  to: targetShape.optional(),
  auth: z.literal("none", { error: AUTH_RULE }),
  apiKey: flag.optional(),
  ...parameterShape,
  body: z
    .custom((value) => typeof value === "object" && value !== null && "_zod" in value, must("a schema of zod 4"))
    .optional(),
  throttle: throttleShape.optional(),
};

export const openRoutesShape = record(
  object<OpenRoute>(openRouteShape).optional(),
  'routes, { "GET /orders": { to, auth } }',
);
