import * as pulumi from "@pulumi/pulumi";
import { callerVariable, MAX_RULE_LENGTH, writeRule } from "../../contracts/caller";
import { ArgsError } from "../../core/args/args-error";
import { type Callers, isAuthorizer } from "../../core/authorizer";
import type { Target } from "../../core/target";
import type { PlannedRoute } from "./planned-route";
import type { RouteAuth } from "./route";

interface Called {
  readonly auth: RouteAuth;
  readonly groups?: readonly string[];
  readonly to: Target | undefined;
}

/**
 * Holds what a route asks of callers, and the gateway does not check, against what is behind it.
 *
 * @param at `routes["GET /shows"]`
 * @throws {ArgsError} for groups that no user is in, or of which no token tells; for a rule that nobody would hold
 * callers against, or that is too long to travel.
 */
export const checkCallers = (component: string, at: string, { auth, groups, to }: Called): void => {
  const callers = callersOf(auth);
  if (groups !== undefined) checkGroups(component, `${at}.groups`, groups, callers);
  if (callers === undefined) return;
  const [path, what] = groups === undefined ? [`${at}.auth`, "clients"] : [`${at}.groups`, "groups"];
  const asks = ("narrowed" in callers && callers.narrowed) || groups !== undefined;
  if (asks && to?.checksCallers !== true) throw new ArgsError(component, path, unchecked(what, to));
  const clients = clientsOf(callers).map(() => CLIENT_ID);
  const length = writeRule({ ...callers, clients, groups: groups ?? [] }).length;
  if (to?.checksCallers && length > MAX_RULE_LENGTH)
    throw new ArgsError(
      component,
      path,
      `must name fewer: clients and groups come to ${length} characters of ${MAX_RULE_LENGTH} in a stage variable; users.authorizer({ clients }) says which of them call`,
    );
};

const clientsOf = (callers: Callers) => ("clients" in callers ? callers.clients : []);

const callersOf = (auth: RouteAuth): Callers | undefined => (isAuthorizer(auth) ? auth.callers : undefined);

const checkGroups = (
  component: string,
  path: string,
  groups: readonly string[],
  callers: Callers | undefined,
): void => {
  if (callers === undefined)
    throw new ArgsError(
      component,
      path,
      "must be absent: authorizers of users and of tokens alone tell of groups, users.authorizer(…), new TokenAuthorizer(…)",
    );
  if (groups.length === 0) throw new ArgsError(component, path, "must name one at least, or be absent");
  const unknown = groups.find((group) => !callers.groups.includes(group));
  if (unknown !== undefined)
    throw new ArgsError(
      component,
      path,
      `must be groups ${groupsOf(callers)} (${JSON.stringify(unknown)} is none, ${callers.groups.length === 0 ? "it has none" : `there are ${callers.groups.join(", ")}`})`,
    );
};

const groupsOf = (callers: Callers): string =>
  "clients" in callers ? "of the user pool" : "that the authorizer knows, its roles";

/** As long as each of them is. */
const CLIENT_ID = "0".repeat(26);

const unchecked = (what: string, to: Target | undefined): string =>
  `must name no ${what}, which the gateway does not check: ${
    to?.invokes === undefined
      ? `${to?.description ?? "what the route leads to"} is no function that could`
      : `the handler of ${to.description} does once it stands below rest of serverless-tiers/runtime/rest, or asks callerOf of serverless-tiers/runtime/caller`
  }`;

/** The stage variables by which functions know whom their routes are for. */
export const callerVariables = (routes: readonly PlannedRoute[]): Record<string, pulumi.Output<string>> =>
  Object.fromEntries(
    routes.flatMap(({ method, path, auth, groups = [], to }) => {
      const callers = callersOf(auth);
      if (callers === undefined || to.checksCallers !== true) return [];
      const rule = pulumi.all([...clientsOf(callers)]).apply((clients) => writeRule({ ...callers, clients, groups }));
      return [[callerVariable(method, path), rule]];
    }),
  );

/**
 * The routes, those without what the gateway keeps of a caller behind which nothing looks whether its token has ended.
 */
export const uncachedWhereUnchecked = (routes: readonly PlannedRoute[]): PlannedRoute[] =>
  routes.map((route) => ({ ...route, auth: route.to.checksCallers ? route.auth : uncached(route.auth) }));

const uncached = (auth: RouteAuth): RouteAuth => (isAuthorizer(auth) ? (auth.uncached ?? auth) : auth);
