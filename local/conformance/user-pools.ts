import { generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { isMap, type JsonMap } from "./case-file";
import { PLACE } from "./sandbox";

const KEY_ID = "conformance-key";
let keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | undefined;

/** One key pair for all pools of a run: making one takes a tenth of a second. */
const keyPair = () => {
  keys ??= generateKeyPairSync("rsa", { modulusLength: 2048 });
  return keys;
};

export const verificationKey = (keyId: string): KeyObject | undefined =>
  keyId === KEY_ID ? keyPair().publicKey : undefined;

/** Mints the token that `{"$token": …}` of a case asks for. */
export const mintToken = (wanted: JsonMap): string => {
  const now = Math.floor(Date.now() / 1000);
  const use = wanted.use === "access" ? "access" : "id";
  const expiresIn = typeof wanted.expiresIn === "number" ? wanted.expiresIn : 3600;
  const client = "1example23456789";
  const claims = {
    sub: randomUUID(),
    iss: `https://cognito-idp.${PLACE.region}.amazonaws.com/${String(wanted.pool)}`,
    token_use: use,
    auth_time: now + Math.min(0, expiresIn),
    iat: now + Math.min(0, expiresIn) - 10,
    exp: now + expiresIn,
    jti: randomUUID(),
    ...(use === "id" ? { aud: client, "cognito:username": "user" } : { client_id: client, username: "user" }),
    ...(Array.isArray(wanted.scopes) ? { scope: wanted.scopes.join(" ") } : {}),
    ...(isMap(wanted.claims) ? wanted.claims : {}),
  };
  const head = part({ alg: "RS256", kid: KEY_ID });
  const signed = `${head}.${part(claims)}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), keyPair().privateKey).toString("base64url")}`;
};

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
