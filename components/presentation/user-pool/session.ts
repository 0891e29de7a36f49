import * as pulumi from "@pulumi/pulumi";
import { SESSION_VARIABLE, writeSession } from "../../contracts/session";
import { ArgsError } from "../../core/args/args-error";
import type { Target } from "../../core/target";
import type { LambdaFunctionArgs } from "../../logic/function/args";
import { LambdaFunction } from "../../logic/function/lambda-function";
import { ownEntry } from "../../logic/function/own-entry";
import type { Route } from "../../logic/rest-api/route";
import type { ClientSettings } from "./clients/client-settings";
import type { UserPool } from "./user-pool";

/** The function of this package that keeps sessions of pages in cookies: no right, no link, 5 seconds at most for Cognito. */
export const sessionFunction = (
  name: string,
  args: Pick<LambdaFunctionArgs, "retention" | "tracing"> = {},
  opts: pulumi.ComponentResourceOptions = {},
): LambdaFunction =>
  new LambdaFunction(
    name,
    { ...args, entry: ownEntry("session/session"), description: "Keeps sessions of pages" },
    opts,
  );

const OPEN = { auth: "none" } as const;

/** Its routes, before there is a function. */
export const OPEN_SESSION_ROUTES = { "POST /session": OPEN, "POST /session/refresh": OPEN, "DELETE /session": OPEN };

type SessionRoute = keyof typeof OPEN_SESSION_ROUTES;

/** Its routes. Open, because who asks has a cookie and no token; the function refuses what no page of the site asked for. */
export const sessionRoutes = (to: Target): Readonly<Record<SessionRoute, Route>> => {
  const route = { to, ...OPEN };
  return { "POST /session": route, "POST /session/refresh": route, "DELETE /session": route };
};

/**
 * The stage variable by which the function knows whose sessions it keeps. It has no environment for it: a client knows
 * where its site is, and a site with the API on its origin is made after the API.
 *
 * @param client Key of a public client.
 * @param origins Of the pages that have a session: `site.url`.
 * @throws {ArgsError} for a client that is not there, or that has a secret.
 */
export const sessionVariables = (
  users: UserPool,
  client: string,
  origins: readonly pulumi.Input<string>[],
): Readonly<Record<string, pulumi.Output<string>>> => {
  const { name } = users.plan;
  const settings: ClientSettings | undefined = users.plan.clients[client];
  const made = users.clients[client];
  if (settings === undefined || made === undefined)
    throw new ArgsError(name, `clients.${client}`, "must be there for a session: addClient adds it");
  if (settings.confidential)
    throw new ArgsError(name, `clients.${client}.kind`, 'must be "public" for the session of a page');
  const seconds = settings.refreshTokenSeconds;
  const known = pulumi.output({ issuer: users.issuer, clientId: made.id, seconds, origins: [...origins] });
  return { [SESSION_VARIABLE]: known.apply(writeSession) };
};
