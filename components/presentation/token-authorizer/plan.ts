import * as pulumi from "@pulumi/pulumi";
import { GROUP_NAME } from "../../contracts/caller";
import {
  isTrustedUrl,
  type OpenedRoutes,
  TOKEN_SETTINGS,
  type TokenAlgorithm,
  type TokenSettings,
} from "../../contracts/tokens";
import { ArgsError, within } from "../../core/args/args-error";
import { isData } from "../../core/args/args-shape";
import { argsPath, checkArgs } from "../../core/args/check-args";
import { type Duration, toSeconds } from "../../core/args/duration";
import type { Opening } from "../../core/authorizer";
import { childName } from "../../core/component/naming";
import { type Plan, planned } from "../../core/component/plan";
import { OUTSIDE } from "../../core/rights/link";
import { ownEntry } from "../../logic/function/own-entry";
import { type LambdaFunctionPlan, planLambdaFunction } from "../../logic/function/plan";
import { parseRouteKey, type RouteKey } from "../../logic/rest-api/route-key";
import { type Issuer, type TokenAuthorizerArgs, tokenAuthorizerArgs } from "./args";
import type { TokenAuthorizerTransform } from "./children";

interface Settings {
  readonly function: LambdaFunctionPlan;
  readonly skew: Duration;
  readonly roles: readonly string[];
  readonly opens: readonly Opening[] | undefined;
  readonly cache: Duration | "none";
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined;
  readonly transform: TokenAuthorizerTransform | undefined;
}

/** An authorizer's arguments, checked, with the plan of its function. */
export type TokenAuthorizerPlan = Plan<"TokenAuthorizer", Settings>;

/** @throws {ArgsError} for issuers whose word anybody could change on the way, and for what no token would hold. */
export const planTokenAuthorizer = (
  name: string,
  args: TokenAuthorizerArgs | TokenAuthorizerPlan,
): TokenAuthorizerPlan => planned("TokenAuthorizer", name, args, (given: TokenAuthorizerArgs) => settings(name, given));

const ALGORITHMS: readonly TokenAlgorithm[] = ["RS256", "PS256", "ES256", "EdDSA"];

/** Beside it, a function has 4 KB of environment for all else. */
const MAX_OPENED_LENGTH = 3_000;

const settings = (name: string, args: TokenAuthorizerArgs): Settings => {
  checkArgs(name, args, tokenAuthorizerArgs);
  const { skew = "30 seconds", cache = "5 minutes", alarms = {}, algorithms = ALGORITHMS } = args;
  const skewSeconds = toSeconds(name, "skew", skew, { max: "5 minutes" });
  if (cache !== "none") toSeconds(name, "cache", cache, { min: "1 second", max: "1 hour" });
  if (algorithms.length === 0) throw new ArgsError(name, "algorithms", "must name one at least, or be absent");
  const { roles, openings, opens } = opened(name, args);
  const tokens = {
    issuers: issuersOf(name, args.issuer),
    audiences: audiencesOf(name, args.audience),
    algorithms: [...new Set(algorithms)],
    skewSeconds,
    roleClaim: args.roleClaim ?? "roles",
    ...(opens && { opens }),
  } satisfies { readonly [Key in keyof TokenSettings]: pulumi.Input<unknown> };
  return {
    function: functionPlan(name, args, tokens),
    skew,
    roles,
    opens: opens && openings,
    cache,
    alarms: alarms === false ? undefined : { topicArn: alarms.topicArn },
    transform: args.transform,
  };
};

const functionPlan = (
  name: string,
  { network, retention, issuer, transform }: TokenAuthorizerArgs,
  tokens: object,
): LambdaFunctionPlan => {
  const issuers = { description: "read the keys of issuers", grants: [], environment: () => ({}), service: OUTSIDE };
  return within(
    name,
    (path) => (path === "links" ? "network" : path),
    () =>
      planLambdaFunction(childName(name, "authorize"), {
        entry: ownEntry("authorize/authorize"),
        description: `Lets in who has a token of ${
          [issuer]
            .flat()
            .filter((one) => typeof one === "string")
            .join(", ") || name
        }`.slice(0, 256),
        environment: { [TOKEN_SETTINGS]: pulumi.jsonStringify(tokens) },
        memory: "256 MB",
        ...(network && { network, links: { issuers } }),
        ...(retention !== undefined && { retention }),
        ...(transform?.function && { transform: transform.function }),
      }),
  );
};

const issuersOf = (name: string, given: TokenAuthorizerArgs["issuer"]) =>
  nonEmpty<Issuer>(name, "issuer", given).map((issuer) => {
    const place = isData(issuer) ? (issuer as Exclude<Issuer, pulumi.Input<string>>) : { url: issuer };
    for (const [key, address] of Object.entries(place))
      if (typeof address === "string" && (!isTrustedUrl(address) || address.includes("?")))
        throw new ArgsError(
          name,
          isData(issuer) ? `issuer.${key}` : "issuer",
          `must be an https address, or http://localhost of a laptop, without a query (it is ${JSON.stringify(address)})`,
        );
    return place;
  });

const audiencesOf = (name: string, given: TokenAuthorizerArgs["audience"]) => {
  const audiences = nonEmpty<pulumi.Input<string>>(name, "audience", given);
  if (audiences.includes(""))
    throw new ArgsError(name, "audience", "must not be empty: it is what the issuer calls the API");
  return audiences;
};

const nonEmpty = <T>(name: string, path: string, given: T | readonly T[]): readonly T[] => {
  const all = Array.isArray(given) ? (given as readonly T[]) : [given as T];
  if (all.length === 0) throw new ArgsError(name, path, "must name one at least");
  return all;
};

const opened = (name: string, { scopes = {}, roles = {}, everyone = [] }: TokenAuthorizerArgs) => {
  const byRole = Array.isArray(roles) ? {} : (roles as Readonly<Record<string, readonly RouteKey[]>>);
  const known = Array.isArray(roles) ? (roles as readonly string[]) : Object.keys(roles);
  for (const role of known)
    if (!GROUP_NAME.test(role))
      throw new ArgsError(
        name,
        argsPath(["roles", ...(Array.isArray(roles) ? [] : [role])]),
        `must be called by 1 to 128 letters, digits and . _ - characters, for the gateway hands on one text (one is ${JSON.stringify(role)})`,
      );
  const openings: Opening[] = [
    ...Object.entries(scopes).map(([scope, routes]) => ({ by: `scope ${scope}`, routes })),
    ...Object.entries(byRole).map(([role, routes]) => ({ by: `role ${role}`, routes })),
    { by: "everyone", routes: everyone },
  ];
  const policies = (path: readonly string[], routes: readonly RouteKey[]) =>
    routes.map((route) => policyPath(name, path, route));
  const all = (kind: string, by: Readonly<Record<string, readonly RouteKey[]>>) =>
    Object.fromEntries(Object.entries(by).map(([key, routes]) => [key, policies([kind, key], routes)]));
  const opens: OpenedRoutes = {
    everyone: policies(["everyone"], everyone),
    scopes: all("scopes", scopes),
    roles: all("roles", byRole),
  };
  const length = JSON.stringify(opens).length;
  if (length > MAX_OPENED_LENGTH)
    throw new ArgsError(
      name,
      "scopes",
      `must name fewer routes: scopes, roles and everyone come to ${length} characters of ${MAX_OPENED_LENGTH} in the environment of a function; groups of routes are checked without it`,
    );
  return { roles: known, openings, opens: openings.some(({ routes }) => routes.length > 0) ? opens : undefined };
};

/** `"GET /tickets/{ticketId}"` as policies name it: `GET/tickets/*`. */
const policyPath = (name: string, at: readonly string[], route: RouteKey): string => {
  const { method, path } = within(
    name,
    () => argsPath(at),
    () => parseRouteKey(name, route),
  );
  return method + path.replace(/\{[^}]*\}/g, "*");
};
