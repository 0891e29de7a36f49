import { randomBytes } from "node:crypto";
import type { UserRecord } from "../user-pools";
import { userKey } from "../users/users";
import { digest } from "./code-grants";
import { cookie, type Exchange, setCookie } from "./exchange";

/** fidelity: docs: "User pool managed login": a session cookie, valid for an hour, which nothing prolongs */
const SECONDS = 3_600;
const NAME = "cognito";

/** A user who is signed in in a browser, and since when. */
export interface InBrowser {
  readonly user: UserRecord;
  readonly authTime: number;
}

/** Signs a user in in a browser: the cookie that says so. */
export const keepInBrowser = async (
  { pools, pool, ...place }: Exchange,
  { user, authTime }: InBrowser,
): Promise<string> => {
  const secret = randomBytes(32).toString("base64url");
  const until = pools.cloud.clock.now() + SECONDS * 1000;
  await pools.browsers.put(digest(secret), { pool: pool.id, user: user.name, sub: user.sub, authTime, until });
  return setCookie(place, NAME, secret, SECONDS);
};

/** Who is signed in in the browser of a request. */
export const inBrowser = (exchange: Exchange): InBrowser | undefined => {
  const { pools, pool } = exchange;
  const found = pools.browsers.get(digest(cookie(exchange, NAME) ?? ""));
  if (found?.pool !== pool.id) return undefined;
  const user = pools.users.get(userKey(pool.id, found.user));
  return user?.sub === found.sub && !user.disabled ? { user, authTime: found.authTime } : undefined;
};

/** Ends that: the cookie that takes the first one away. */
export const leaveBrowser = async (exchange: Exchange): Promise<string> => {
  await exchange.pools.browsers.remove(digest(cookie(exchange, NAME) ?? ""));
  return setCookie(exchange, NAME, "", 0);
};
