/** The variable in which an authorizer of tokens finds what counts for it, as JSON. */
export const TOKEN_SETTINGS = "TOKEN_SETTINGS";

/** Whose tokens an authorizer lets in, and to which routes. */
export interface TokenSettings {
  readonly issuers: readonly TokenIssuer[];
  /** Of which a token has to name one. */
  readonly audiences: readonly string[];
  readonly algorithms: readonly string[];
  /** By how much the clocks of the issuer and of the function may differ. */
  readonly skewSeconds: number;
  /** The claim that lists roles: a name, or a way through objects, `realm_access.roles`. */
  readonly roleClaim: string;
  /** Which routes, as policies name them (`GET/tickets/*`), open to whom. Absent: all routes, to every good token. */
  readonly opens?: OpenedRoutes;
}

export interface TokenIssuer {
  /** `iss` of its tokens, to the letter. */
  readonly url: string;
  /** Where its keys are. @default as its discovery document says */
  readonly keys?: string;
}

export interface OpenedRoutes {
  readonly everyone: readonly string[];
  readonly scopes: Readonly<Record<string, readonly string[]>>;
  readonly roles: Readonly<Record<string, readonly string[]>>;
}

/**
 * Algorithms by which whoever verifies a token cannot make one. `none` and those of a shared secret (HS256) are no part
 * of it, whatever a token says of itself.
 *
 * https://www.rfc-editor.org/rfc/rfc7518#section-3.1, https://www.rfc-editor.org/rfc/rfc8037 (read 2026-11)
 */
export const TOKEN_ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
] as const;

export type TokenAlgorithm = (typeof TOKEN_ALGORITHMS)[number];

/** Longer tokens are refused unread. API Gateway takes 10,240 bytes of headers in all. */
export const MAX_TOKEN_LENGTH = 8_192;

/** What the function counts when it cannot say whether a token is good: the keys of its issuer are out of reach. */
export const AUTHORIZER_FAILURES = { namespace: "ServerlessTiers", metric: "AuthorizerFailures" } as const;

/** An address whose answer nobody on the way can change: https, or this very machine. */
export const isTrustedUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, hash } = new URL(text);
  if (username !== "" || hash !== "") return false;
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.includes(hostname));
};

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
