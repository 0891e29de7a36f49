import { createPublicKey, type JsonWebKey, type KeyObject, verify } from "node:crypto";
import type { Clock } from "../../../cloud/clock";
import { isObject, type JsonObject, textOf, textsOf } from "../../../languages/json/json-object";
import { sendOn } from "../../apigateway/http/send-on";
import type { Hosts } from "../../directory";

/** Why a token is not believed, in API Gateway's words. */
export class TokenError extends Error {}

// fidelity: docs: "Controlling access to HTTP APIs with JWT authorizers": public keys are cached for two hours
const KEYS_MS = 2 * 60 * 60_000;

const DIGESTS: Readonly<Record<string, string>> = { RS256: "sha256", RS384: "sha384", RS512: "sha512" };

/** Believes tokens of issuers by their keys, which it fetches from them. */
export class Tokens {
  private readonly keys = new Map<string, { readonly keys: ReadonlyMap<string, KeyObject>; readonly until: number }>();

  constructor(
    private readonly hosts: Pick<Hosts, "find">,
    private readonly clock: Clock,
  ) {}

  /** The claims of a token. @throws TokenError */
  // fidelity: docs: the same page: kid, iss, aud or client_id, exp, nbf, iat; RSA alone
  async claims(token: string, issuer: string, audiences: readonly string[]): Promise<JsonObject> {
    const [head = "", payload = "", signature = "", ...rest] = token.split(".");
    if (!signature || rest.length > 0) throw new TokenError("token contains an invalid number of segments");
    const [header, claims] = [part(head), part(payload)];
    const digest = DIGESTS[textOf(header?.alg) ?? ""];
    if (!header || !claims) throw new TokenError("token is malformed");
    if (textOf(claims.iss) !== issuer) throw new TokenError("the token has an invalid issuer");
    const key = await this.key(issuer, textOf(header.kid) ?? "");
    if (!digest || !key || !verify(digest, Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, "base64url")))
      throw new TokenError("signature is invalid");
    const now = this.clock.now() / 1000;
    if (Number(claims.exp ?? 0) <= now) throw new TokenError("the token has expired");
    if (Number(claims.nbf ?? 0) > now) throw new TokenError("the token is not valid yet");
    if (Number(claims.iat ?? 0) > now) throw new TokenError("the token is used before it was issued");
    const given = claims.aud === undefined ? [textOf(claims.client_id) ?? ""] : [claims.aud].flat().map(String);
    if (!given.some((audience) => audiences.includes(audience)))
      throw new TokenError("the token does not have a valid audience");
    return claims;
  }

  private async key(issuer: string, id: string): Promise<KeyObject | undefined> {
    const known = this.keys.get(issuer);
    if (known && known.until > this.clock.now()) return known.keys.get(id);
    const configuration = await this.fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
    const { keys } = await this.fetch(textOf(configuration.jwks_uri) ?? "");
    const read = (Array.isArray(keys) ? keys : []).filter(isObject).filter(({ kty }) => kty === "RSA");
    const found = new Map(
      read.map((key) => [textOf(key.kid) ?? "", createPublicKey({ key: key as JsonWebKey, format: "jwk" })]),
    );
    this.keys.set(issuer, { keys: found, until: this.clock.now() + KEYS_MS });
    return found.get(id);
  }

  private async fetch(url: string): Promise<JsonObject> {
    const answer = await sendOn(this.hosts, url, { method: "GET", headers: [], body: Buffer.alloc(0) });
    const document: unknown = answer.status === 200 ? JSON.parse(answer.body.toString("utf8")) : undefined;
    if (!isObject(document)) throw new TokenError("the keys of the issuer are not to be had");
    return document;
  }
}

const part = (text: string): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

export const scopesOf = ({ scope, scp }: JsonObject): string[] =>
  typeof scope === "string" ? scope.split(" ") : textsOf(scp);
