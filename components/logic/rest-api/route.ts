import * as z from "zod";
import { flag, list, must, object, oneOf, record, type Shape, text } from "../../core/args/args-shape";
import { type Authorizer, isAuthorizer } from "../../core/authorizer";
import { type Target, targetShape } from "../../core/target";
import { type ParameterSchemas, parameterShape } from "./request-parameters";
import type { RouteKey } from "./route-key";
import { type Throttle, throttleShape } from "./throttle";

/**
 * Who may call a route. An open route, or an API whose routes are open, says so.
 *
 * - `"none"`: everybody. An API key tells clients apart and bounds their use; it is no authorization.
 * - `"iam"`: who signs the request (Signature Version 4) and may `execute-api:Invoke` it by a policy.
 * - an authorizer: whom it lets in, `users.authorizer({ token: "access" })`, `lambdaAuthorizer(checkToken)`.
 */
export type RouteAuth = "none" | "iam" | Authorizer;

/** Schemas of JSON by the status of the answer. */
export type Answers = Readonly<Record<number, z.core.$ZodType>>;

/** One method on one path, and where its requests go. */
export interface Route extends ParameterSchemas {
  readonly to: Target;
  /** @default that of the API */
  readonly auth?: RouteAuth;
  /**
   * Lets in users of one of these groups alone (403), besides what `auth` asks, which has to be `users.authorizer(…)`:
   * the function checks it, by `rest` or `callerOf` of `serverless-tiers/runtime`. @default whatever the groups
   */
  readonly groups?: readonly string[];
  /** Refuses requests without the key of a usage plan in `x-api-key` (403). @default false */
  readonly apiKey?: boolean;
  /**
   * What the body has to be, as JSON. The gateway refuses another body (400) and another content type (415), but it
   * knows less than zod: refinements, list lengths and exclusive bounds have to be checked again behind it.
   */
  readonly body?: z.core.$ZodType;
  /**
   * What the bodies of its answers are, as JSON, by status: `{ 200: ShowsPage }`. The document of the API says it, and the
   * clients that are made from it (`tiers client`) have it as types; the gateway does not check it. @default not said
   */
  readonly answers?: Answers;
  /**
   * `"streamed"`: the answer goes to the client while the function writes it, for as long as the function may run, in place of
   * 29 seconds, and beyond 6 MB: 10 MB at once, then 2 MB a second. The handler is `streamed(…)` of `serverless-tiers/runtime`.
   *
   * @default "whole"
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html (read 2026-11)
   */
  readonly responds?: "whole" | "streamed";
  /** Bounds the method for all clients together. @default the throttle of the API */
  readonly throttle?: Throttle;
}

export type Routes = Readonly<Partial<Record<RouteKey, Route>>>;

/** A route whose target may be named later, once it is made. */
export type OpenRoute = Omit<Route, "to"> & { readonly to?: Target };

export const AUTH_RULE = `must be named: "none" opens the route; "iam" or an authorizer, users.authorizer(…) or lambdaAuthorizer(…), closes it`;

export const authShape = z
  .custom((value) => value === "none" || value === "iam" || isAuthorizer(value), { error: AUTH_RULE })
  .optional();

const schemaShape = z.custom(
  (value) => typeof value === "object" && value !== null && "_zod" in value,
  must("a schema of zod 4"),
);

export const openRouteShape: Shape<OpenRoute> = {
  to: targetShape.optional(),
  auth: authShape,
  groups: list(text("the name of a group"), 'a list of groups, ["organisers"]').optional(),
  apiKey: flag.optional(),
  ...parameterShape,
  body: schemaShape.optional(),
  answers: record(schemaShape, "schemas by status, { 200: Show }").optional(),
  responds: oneOf("whole", "streamed").optional(),
  throttle: throttleShape.optional(),
};

export const openRoutesShape = record(
  object<OpenRoute>(openRouteShape).optional(),
  'routes, { "GET /orders": { to, auth } }',
);
