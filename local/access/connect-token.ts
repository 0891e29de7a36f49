import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { percentEncoded } from "../wire/signatures/percent-encoding";
import type { Access, Principal } from "./access";

/** A token is refused that is older, whatever it says of itself. */
const MAX_AGE_MS = 900_000;
/** How far a token may be dated ahead of the clock. fidelity: guess: SigV4 allows five minutes elsewhere */
const MAX_AHEAD_MS = 300_000;

export interface TokenCheck {
  readonly token: string;
  /** The service that it has to be signed for: `rds-db`, `elasticache`. */
  readonly service: string;
  /** Under which what it leads to is known: `<host>:<port>` of a database, the name of a cache. */
  readonly authorities: readonly string[];
  /** What its query has to say besides `Action=connect`: `{ DBUser: "orders_writer" }`. */
  readonly query: Readonly<Record<string, string | null>>;
  readonly region: string;
  readonly now: number;
  readonly access: Pick<Access, "find">;
}

export type TokenResult =
  | { readonly valid: true; readonly principal: Principal }
  /** Why, for the developer; PostgreSQL's client only learns that it failed. */
  | { readonly valid: false; readonly reason: string };

/**
 * Verifies an IAM authentication token: a presigned `GET https://<host>/?Action=connect&DBUser=<user>` without its scheme.
 * fidelity: docs: Aurora user guide, "Connecting to your DB cluster using IAM authentication"; ElastiCache user guide,
 * "Authenticating with IAM"
 */
export const verifyToken = (check: TokenCheck): TokenResult => {
  const url = parse(check.token);
  const query = url?.searchParams;
  if (!url || !query?.has("X-Amz-Signature")) return invalid("the password is not an IAM authentication token");
  const found = rejection(check, url.host, query);
  if (found) return invalid(found);
  const [accessKeyId = "", ...scope] = (query.get("X-Amz-Credential") ?? "").split("/");
  const identity = check.access.find(accessKeyId);
  if (!identity) return invalid(`the token was signed with the unknown or expired access key ${accessKeyId}`);
  const { secretAccessKey, sessionToken } = identity.credentials;
  if ((query.get("X-Amz-Security-Token") ?? undefined) !== sessionToken) {
    return invalid("the token carries another session token than its access key has");
  }
  const expected = signature(url.host, query, scope, secretAccessKey);
  if (!equal(expected, query.get("X-Amz-Signature") ?? "")) return invalid("the token's signature does not match");
  return { valid: true, principal: identity.principal };
};

const invalid = (reason: string): TokenResult => ({ valid: false, reason });

const parse = (token: string): URL | undefined => {
  try {
    return new URL(`https://${token}`);
  } catch {
    return undefined;
  }
};

/** What is wrong with the token apart from its signature. */
const rejection = (check: TokenCheck, host: string, query: URLSearchParams): string | undefined => {
  const [, , region, service, end] = (query.get("X-Amz-Credential") ?? "").split("/");
  const signedAt = date(query.get("X-Amz-Date") ?? "");
  const age = check.now - signedAt;
  const lifetime = Math.min(Number(query.get("X-Amz-Expires")) * 1000, MAX_AGE_MS);
  if (query.get("Action") !== "connect") return "the token is for another action than connect";
  for (const [name, wanted] of Object.entries(check.query))
    if (query.get(name) !== wanted) return `the token is for ${name} ${query.get(name)}, the connection for ${wanted}`;
  if (!check.authorities.includes(host)) return `the token is for ${host}, it led to ${check.authorities.join(", ")}`;
  if (service !== check.service || end !== "aws4_request")
    return `the token is not signed for the service ${check.service}`;
  if (region !== check.region) return `the token is signed for ${region} and was used in ${check.region}`;
  if (!(age <= lifetime)) return `the token is older than its ${lifetime / 1000} seconds`;
  if (age < -MAX_AHEAD_MS) return "the token is dated in the future";
  return undefined;
};

const date = (text: string): number => {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!found) return Number.NaN;
  const [, year, month, day, hour, minute, second] = found;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
};

const EMPTY_HASH = createHash("sha256").digest("hex");

const signature = (host: string, query: URLSearchParams, scope: readonly string[], secret: string): string => {
  const canonicalQuery = [...query]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`)
    .sort()
    .join("&");
  const canonical = ["GET", "/", canonicalQuery, `host:${host}`, "", "host", EMPTY_HASH].join("\n");
  const hash = createHash("sha256").update(canonical).digest("hex");
  const text = ["AWS4-HMAC-SHA256", query.get("X-Amz-Date"), scope.join("/"), hash].join("\n");
  const key = scope.reduce<Buffer | string>((parent, part) => hmac(parent, part), `AWS4${secret}`);
  return hmac(key, text).toString("hex");
};

const hmac = (key: Buffer | string, text: string): Buffer => createHmac("sha256", key).update(text).digest();

const equal = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
