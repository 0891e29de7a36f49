import { createHash } from "node:crypto";
import type { Exchange } from "../exchange/exchange";
import { Failure, missingAuthenticationToken } from "../failures/failure";

/**
 * What AWS says of an `Authorization` header that is no signature, such as `Bearer …`; `undefined` for one that may
 * be a signature. What stands before the first space is taken for the algorithm, unread.
 */
// fidelity: observed: users' reports of both texts with x-amzn-ErrorType IncompleteSignatureException; guess: what is hashed
export const malformedAuthorization = ({ headers }: Exchange): Failure | undefined => {
  const header = headers.get("Authorization");
  if (header === undefined) return undefined;
  const hash = createHash("sha256").update(header).digest("base64");
  const text = header.includes(" ") ? header.slice(header.indexOf(" ")).trim() : "";
  const fields = text === "" ? [] : text.split(",").map((field) => field.trim());
  if (fields.some((field) => !field.includes("="))) {
    return incomplete(
      `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`,
    );
  }
  const missing = ["Credential", "Signature", "SignedHeaders"]
    .filter((name) => !fields.some((field) => field.startsWith(`${name}=`)))
    .map((name) => `Authorization header requires '${name}' parameter.`);
  if (!headers.has("X-Amz-Date") && !headers.has("Date")) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  if (missing.length === 0) return undefined;
  return incomplete(`${missing.join(" ")} (Hashed with SHA-256 and encoded with Base64) Authorization=${hash}`);
};

const incomplete = (text: string): Failure => new Failure("INVALID_SIGNATURE", text, "IncompleteSignatureException");

/** No route: AWS looks for a signature there too, and says what it misses. */
// fidelity: observed: conformance routing-*; users' reports of bearer tokens sent to paths that are not there
export const noRoute = (exchange: Exchange): Failure =>
  malformedAuthorization(exchange) ?? missingAuthenticationToken();
