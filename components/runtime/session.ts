import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import * as z from "zod/mini";
import { readSession, SESSION_VARIABLE, type SessionSettings } from "../contracts/session";
import { headerOf } from "./header-of";
import type { Log } from "./log";
import { Problem } from "./problem";
import { bodyOf } from "./request";
import { json, noContent, rest } from "./rest";
import { type Fetch, renew, revoke } from "./session/renewal";

export type { SessionSettings } from "../contracts/session";

interface SessionOptions {
  /** @default what the stage of the API says, by `sessionVariables` */
  readonly settings?: SessionSettings;
  /** Asks Cognito. */
  readonly fetch?: Fetch;
}

type Handle = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/**
 * A session of a page that keeps no token where a script can read it: the refresh token is in a cookie that only this
 * function gets to see, and access and id tokens are in the memory of the page.
 *
 * - `POST /session` `{"refreshToken"}` -> 204, with the cookie
 * - `POST /session/refresh` -> 200 `{"accessToken","idToken","expiresIn"}`; 401 where nobody is signed in any more
 * - `DELETE /session` -> 204: takes the token back at Cognito, and the cookie away
 *
 * A request has to come from a page of the site (`Origin`, and `Sec-Fetch-Site` where a browser sends it), with the header
 * `X-Requested-By: web`, which no page of another origin can set without asking first; bodies are JSON. Everything else is
 * 403 or 415 before the cookie is looked at, which browsers send to no other site anyway (`SameSite=Strict`).
 *
 * @example
 * export const handler = session(log);
 */
export const session =
  (log: Pick<Log, "warn">, { settings, fetch: ask = fetch }: SessionOptions = {}): Handle =>
  async (event, context) => {
    const known = settings ?? readSession(event.stageVariables?.[SESSION_VARIABLE] ?? "");
    if (known === undefined)
      throw new Error(`The stage has no variable ${SESSION_VARIABLE}: sessionVariables({ … }) makes it`);
    return rest(() => answer(event, known, ask), log)(event, context);
  };

const answer = async (
  event: APIGatewayProxyEvent,
  settings: SessionSettings,
  ask: Fetch,
): Promise<APIGatewayProxyResult> => {
  checkPage(event, settings.origins);
  const token = tokenOf(event);
  if (event.httpMethod === "DELETE") {
    // Where it fails the cookie stays, so that the page may try again.
    if (token !== undefined) await revoke(settings, token, ask);
    return { ...noContent(), headers: GONE };
  }
  if (!event.resource.endsWith("/refresh")) {
    const { refreshToken } = bodyOf(event, Session);
    return { ...noContent(), headers: kept(refreshToken, settings.seconds) };
  }
  const renewed = token === undefined ? undefined : await renew(settings, token, ask);
  if (renewed === undefined) throw new Problem(401, "Nobody is signed in. Sign in again.", { headers: GONE });
  const { AccessToken: accessToken, IdToken: idToken, ExpiresIn: expiresIn, RefreshToken } = renewed;
  const another = RefreshToken === undefined ? {} : kept(RefreshToken, settings.seconds);
  return json(200, { accessToken, idToken, expiresIn }, { ...NO_STORE, ...another });
};

/** @throws {Problem} for what a page of the site did not ask for. */
const checkPage = ({ headers, body }: APIGatewayProxyEvent, origins: readonly string[]): void => {
  const header = (name: string) => headerOf(headers, name)?.[1];
  const site = header("sec-fetch-site") ?? "same-origin";
  if (!origins.includes(header("origin") ?? "") || !["same-origin", "same-site"].includes(site))
    throw new Problem(403, "Sessions are for the pages of the site.");
  if (header("x-requested-by") !== "web") throw new Problem(403, "The request has to say X-Requested-By: web.");
  const type = header("content-type");
  if ((type ?? body ?? "") !== "" && !/^application\/json *(;|$)/i.test(type ?? ""))
    throw new Problem(415, "The body has to be JSON: Content-Type: application/json.");
};

/** Browsers keep 4,096 bytes of a cookie; other characters than those of tokens would end it. */
const Session = z.object({ refreshToken: z.string().check(z.regex(/^[\w.~+/=-]{1,3900}$/)) });

/** Of this very origin, on all its paths, by https alone. https://www.rfc-editor.org/rfc/rfc6265#section-4.1.3 */
const NAME = "__Host-session";

const tokenOf = ({ headers }: APIGatewayProxyEvent): string | undefined => {
  const pairs = (headerOf(headers, "cookie")?.[1] ?? "").split(/; */);
  return pairs.find((pair) => pair.startsWith(`${NAME}=`))?.slice(NAME.length + 1) || undefined;
};

const NO_STORE = { "Cache-Control": "no-store" } as const;

const kept = (token: string, seconds: number) => ({
  ...NO_STORE,
  "Set-Cookie": `${NAME}=${token}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Strict`,
});

const GONE = kept("", 0);
