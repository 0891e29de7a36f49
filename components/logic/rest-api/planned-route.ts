import type * as z from "zod";
import { ArgsError } from "../../core/args/args-error";
import { shown } from "../../core/args/shown";
import { TARGET_RULE, type Target } from "../../core/target";
import { checkCallers } from "./callers";
import { alphanumeric, type Models, modelsOf } from "./document/model";
import type { DocumentedRoute } from "./documented-route";
import { checkOpened } from "./opened-routes";
import { type ParameterSchemas, type RequestParameter, requestParameters } from "./request-parameters";
import type { Answers, OpenRoute, RouteAuth } from "./route";
import { withAuth } from "./route-auth";
import { METHODS, type ParsedKey, parseRouteKey, type RouteKey } from "./route-key";
import { checkSiblings } from "./siblings";
import { checkThrottle } from "./throttle";

/** A route, checked, with its key taken apart and the models of its body. */
export interface PlannedRoute<To = Target>
  extends Omit<ParsedKey, "parameters">,
    Omit<OpenRoute, "to" | "auth" | "body" | "answers" | keyof ParameterSchemas> {
  /** `getOrdersOrderId`: letters and digits, no two alike. */
  readonly operationId: string;
  readonly auth: RouteAuth;
  readonly models: Models | undefined;
  /** Models of the answers, by status. */
  readonly answers: Readonly<Record<string, Models>>;
  readonly parameters: readonly RequestParameter[];
  /** Whether a request that lacks a parameter is refused. */
  readonly checksParameters: boolean;
  /** What a document that somebody else wrote says besides. */
  readonly documented?: Pick<DocumentedRoute, "says" | "responses"> | undefined;
  readonly to: To;
}

interface RouteDefaults {
  /** Routes whose targets are named later. */
  readonly later?: readonly RouteKey[] | undefined;
  /** Who may call where a route does not say it. */
  readonly auth?: RouteAuth | undefined;
  /** Names of the stage variables. */
  readonly variables?: readonly string[] | undefined;
  /** What a document says of the routes, which then have no schemas. */
  readonly documented?: Documents | undefined;
}

export type Documents = Readonly<Partial<Record<RouteKey, DocumentedRoute>>>;

/**
 * All routes in the order of their paths.
 *
 * @throws {ArgsError} for a table without routes, a key that API Gateway would refuse, two parameters that compete for
 * one segment, nobody named who may call, a body where HTTP has none, a body or an answer that is none of JSON, parameters that the gateway
 * cannot know, a route without a target.
 */
export const planRoutes = (
  component: string,
  routes: Readonly<Partial<Record<RouteKey, OpenRoute>>>,
  { later = [], auth: byDefault, variables = [], documented = {} }: RouteDefaults = {},
): PlannedRoute<Target | undefined>[] => {
  const parsed = Object.entries(routes).flatMap(([key, route]) =>
    route === undefined ? [] : [{ ...parseRouteKey(component, key), route, auth: route.auth ?? byDefault }],
  );
  if (parsed.length === 0)
    throw new ArgsError(component, "routes", `must hold at least one route: { "GET /health": { … } }`);
  for (const { route, ...key } of parsed) checkRoute(component, key, route, { later, variables });
  const authorized = withAuth(component, parsed);
  for (const { key, auth, route } of authorized)
    checkCallers(component, `routes[${JSON.stringify(key)}]`, { ...route, auth, to: route.to });
  checkOpened(component, authorized);
  checkSiblings(component, parsed);
  const inOrder = authorized.sort(
    (a, b) => compare(a.path, b.path) || METHODS.indexOf(a.method) - METHODS.indexOf(b.method),
  );
  return withOperationIds(inOrder).map(
    ({ route: { body, answers, to, query, path, headers, ...route }, operationId, ...key }) => {
      const read = documented[key.key];
      if (read !== undefined)
        return {
          ...key,
          ...route,
          operationId,
          models: undefined,
          ...read,
          checksParameters: asksFor(read.parameters),
          documented: read,
          to,
        };
      const at = `routes[${JSON.stringify(key.key)}]`;
      const models = body && checkedModels(component, `${at}.body`, `${alphanumeric(operationId)}Body`, body, "input");
      const parameters = requestParameters(component, key, { query, path, headers });
      const checksParameters = asksFor(parameters);
      const described = answerModels(component, `${at}.answers`, operationId, answers);
      return { ...key, ...route, operationId, models, answers: described, parameters, checksParameters, to };
    },
  );
};

const asksFor = (parameters: readonly RequestParameter[]): boolean =>
  parameters.some((one) => one.in !== "path" && one.required);

const checkRoute = (
  component: string,
  { key, method, parameters }: ParsedKey,
  { to, body, throttle, responds = "whole" }: OpenRoute,
  { later, variables }: Required<Pick<RouteDefaults, "later" | "variables">>,
): void => {
  const at = `routes[${JSON.stringify(key)}]`;
  if (to === undefined && !later.includes(key))
    throw new ArgsError(component, `${at}.to`, `must be ${TARGET_RULE} (it is ${shown(to)})`);
  const refused = to?.refuses?.({ method, parameters, variables });
  if (refused !== undefined) throw new ArgsError(component, `${at}.to`, refused);
  checkResponds(component, `${at}.responds`, responds, to);
  if (body !== undefined && (method === "GET" || method === "HEAD"))
    throw new ArgsError(component, `${at}.body`, `must be absent: a ${method} request has no body to validate`);
  if (throttle !== undefined) checkThrottle(component, `${at}.throttle`, throttle);
};

const checkResponds = (
  component: string,
  at: string,
  responds: NonNullable<OpenRoute["responds"]>,
  to: Target | undefined,
): void => {
  const streams = to?.streams ?? false;
  if (to === undefined || streams === (responds === "streamed")) return;
  const rule = streams
    ? `must be "streamed": the handler of ${to.description} streams what it answers`
    : `must be "whole", or absent: ${to.description} ${to.invokes === undefined ? "is no function that could stream" : "has no handler that streams, streamed(…) of serverless-tiers/runtime/streamed"}`;
  throw new ArgsError(component, at, rule);
};

/** `/a-b` and `/a/b` make one name; the later of them gets a number. */
const withOperationIds = <R extends ParsedKey>(routes: readonly R[]): (R & { readonly operationId: string })[] => {
  const taken = new Set<string>();
  return routes.map((route) => {
    const name = route.method.toLowerCase() + alphanumeric(route.path);
    let operationId = name;
    for (let number = 2; taken.has(operationId); number++) operationId = `${name}${number}`;
    taken.add(operationId);
    return { ...route, operationId };
  });
};

const answerModels = (component: string, at: string, operationId: string, answers: Answers = {}) =>
  Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => {
      if (!/^[1-5]\d\d$/.test(status))
        throw new ArgsError(component, at, `must be by status, 100 to 599 (it has ${status})`);
      const name = alphanumeric(operationId) + status;
      return [status, checkedModels(component, `${at}[${status}]`, name, schema, "output")];
    }),
  );

const checkedModels = (
  component: string,
  at: string,
  name: string,
  schema: z.core.$ZodType,
  io: "input" | "output",
) => {
  try {
    return modelsOf(name, schema, io);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ArgsError(component, at, `must be a schema of JSON (${reason})`);
  }
};

/** By code unit, the same in every locale. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
