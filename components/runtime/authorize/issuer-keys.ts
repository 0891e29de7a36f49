import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from "jose";
import { isTrustedUrl, type TokenIssuer } from "../../contracts/tokens";

/** The keys of an issuer could not be read: nobody can say whether its tokens are good. */
export class KeysUnavailableError extends Error {
  override readonly name = "KeysUnavailableError";
}

export interface KeyTimes {
  /** How long each request to the issuer may take. */
  readonly timeoutMs: number;
  /** How long keys count without being asked for again; so long a withdrawn key is taken. */
  readonly keepMs: number;
  /** For a key that is not known they are asked for again, but not sooner than so long after the last time. */
  readonly cooldownMs: number;
  /** How long the issuer's word counts on where its keys are. */
  readonly discoveryMs: number;
}

const TIMES: KeyTimes = { timeoutMs: 3_000, keepMs: 600_000, cooldownMs: 10_000, discoveryMs: 3_600_000 };

/** Documents of issuers are a few kilobytes. */
const MAX_BYTES = 262_144;

/**
 * The keys of an issuer, from where it says or is said to have them: read once and kept, read again when they are old,
 * and once more for a token of a key that is not among them, since issuers change keys whenever they like.
 */
export const issuerKeys = (issuer: TokenIssuer, times: Partial<KeyTimes> = {}): JWTVerifyGetKey => {
  const { timeoutMs, keepMs, cooldownMs, discoveryMs } = { ...TIMES, ...times };
  let known: { readonly keys: Promise<JWTVerifyGetKey>; readonly until: number } | undefined;

  const open = async (): Promise<JWTVerifyGetKey> =>
    createRemoteJWKSet(new URL(issuer.keys ?? (await discovered(issuer.url, timeoutMs))), {
      timeoutDuration: timeoutMs,
      cacheMaxAge: keepMs,
      cooldownDuration: cooldownMs,
      [customFetch]: boundedFetch,
    });

  const kept = (): Promise<JWTVerifyGetKey> => {
    if (known !== undefined && known.until > Date.now()) return known.keys;
    const keys = open();
    const asked = { keys, until: issuer.keys === undefined ? Date.now() + discoveryMs : Number.POSITIVE_INFINITY };
    known = asked;
    keys.catch(() => {
      if (known === asked) known = undefined; // the next token asks again
    });
    return keys;
  };

  return async (header, token) => {
    try {
      const keys = await kept();
      return await keys(header, token);
    } catch (cause) {
      if (OF_TOKEN.some((type) => cause instanceof type)) throw cause;
      throw new KeysUnavailableError(`The keys of ${issuer.url} cannot be read: ${cause}`, { cause });
    }
  };
};

/** What is wrong with the token and not with the keys. */
const OF_TOKEN = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported] as const;

const discovered = async (issuer: string, timeoutMs: number): Promise<string> => {
  const signal = AbortSignal.timeout(timeoutMs);
  const at = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const response = await boundedFetch(at, { headers: new Headers({ accept: "application/json" }), signal });
  if (!response.ok) throw new Error(`${at} answers ${response.status}`);
  const found: { readonly issuer?: unknown; readonly jwks_uri?: unknown } = Object(await response.json());
  if (found.issuer !== issuer) throw new Error(`${at} is that of ${JSON.stringify(found.issuer)}`);
  if (typeof found.jwks_uri !== "string" || !isTrustedUrl(found.jwks_uri))
    throw new Error(`${at} names no keys behind https`);
  return found.jwks_uri;
};

/** Reads no more than `MAX_BYTES`, whatever length is announced, and follows nobody elsewhere. */
const boundedFetch = async (
  url: string,
  { headers, signal }: { readonly headers: Headers; readonly signal: AbortSignal },
): Promise<Response> => {
  const { body, status } = await fetch(url, { headers, signal, redirect: "error" });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > MAX_BYTES) throw new Error(`${url} answers more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks), { status });
};
