import { createHash } from "node:crypto";
import type { Grant } from "./records";

/** What an access token of a grant says more. */
// fidelity: docs: "Understanding the access token"
export const accessClaims = (grant: Grant | undefined): object => (grant ? { version: 2 } : {});

/** What the id token of a grant says more. fidelity: docs: "Understanding the identity (ID) token" */
export const idClaims = (grant: Grant | undefined, accessToken: string): object => {
  if (!grant) return {};
  const { nonce } = grant;
  const half = createHash("sha256").update(accessToken).digest().subarray(0, 16);
  return { at_hash: half.toString("base64url"), ...(nonce === undefined ? {} : { nonce }) };
};

/** fidelity: docs: "Scopes, M2M, and APIs with resource servers": `openid` alone, and `profile`, are for all attributes */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  email: ["email", "email_verified"],
  phone: ["phone_number", "phone_number_verified"],
};

/** Those of a user's attributes that the scopes of a grant are for. */
export const grantedAttributes = <Value>(
  grant: Pick<Grant, "scopes"> | undefined,
  attributes: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> => {
  const narrow = grant?.scopes.flatMap((scope) => ATTRIBUTES[scope] ?? []) ?? [];
  if (narrow.length === 0 || grant?.scopes.includes("profile")) return attributes;
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => narrow.includes(name)));
};
