import { createVerify } from "node:crypto";
import { BlockList, isIPv6 } from "node:net";
import { isObject, type JsonObject, objectOf } from "../../../languages/json/json-object";
import { fitsWildcards } from "../../../languages/wildcard";
import { listOf } from "../distribution/read-policies";
import { wildcardParts } from "../distribution/selector";
import { errorDocument } from "./error-page";
import type { EdgeResult, ViewerRequest } from "./message";

const PARAMETERS = ["Expires", "Policy", "Signature", "Key-Pair-Id", "Hash-Algorithm"];

/** A request of private content: without what signs it, or what is answered to one that is not let in. */
export type Admission =
  | { readonly query: string | undefined; readonly refusal?: undefined }
  | { readonly refusal: EdgeResult };

/**
 * Whether a viewer may have what is asked: by parameters of the URL, and without them by cookies.
 * @param keys PEM by id @param hosts names that the distribution is known by
 */
// fidelity: docs: private-content-signed-urls, private-content-signed-cookies; observed: conformance edge-private-*
export const admit = (
  request: ViewerRequest,
  keys: ReadonlyMap<string, string>,
  hosts: readonly string[],
  now: number,
): Admission => {
  const pairs = request.query?.split("&") ?? [];
  const isSigning = (pair: string) => PARAMETERS.some((name) => pair.startsWith(`${name}=`));
  const inUrl = Object.fromEntries(pairs.filter(isSigning).map(split));
  const left = pairs.filter((pair) => !isSigning(pair));
  const query = left.length > 0 ? left.join("&") : undefined;
  // With both only the URL counts.
  const signed = Object.keys(inUrl).length > 0 ? inUrl : cookiesOf(request);
  const refusal = problem(signed, { ...request, query }, keys, hosts, now);
  return refusal ? { refusal } : { query };
};

const split = (pair: string): [string, string] => {
  const mark = pair.indexOf("=");
  return [pair.slice(0, mark), pair.slice(mark + 1)];
};

const cookiesOf = ({ headers }: ViewerRequest): Readonly<Record<string, string>> =>
  Object.fromEntries(
    headers
      .getAll("cookie")
      .join(";")
      .split(";")
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith("CloudFront-"))
      .map((pair) => split(pair.slice("CloudFront-".length))),
  );

const DENIED = ["AccessDenied", "Access denied"] as const;

const problem = (
  signed: Readonly<Record<string, string>>,
  request: Pick<ViewerRequest, "address" | "path" | "query" | "scheme" | "headers">,
  keys: ReadonlyMap<string, string>,
  hosts: readonly string[],
  now: number,
): EdgeResult | undefined => {
  const { Expires, Policy, Signature, "Key-Pair-Id": id, "Hash-Algorithm": hash } = signed;
  if (id === undefined) {
    return errorDocument("MissingKey", "Missing Key-Pair-Id query parameter or cookie value");
  }
  if (Policy === undefined && Expires === undefined) {
    return errorDocument("MissingPolicy", "Missing Policy query parameter or cookie value");
  }
  if (Signature === undefined) {
    return errorDocument("MissingSignature", "Missing Signature query parameter or cookie value");
  }
  const pem = keys.get(id);
  if (pem === undefined) return errorDocument("InvalidKey", "Unknown Key");
  const signature = decoded(Signature);
  if (!signature) return errorDocument("MalformedSignature", "Could not unencode Signature");
  const urls = urlsOf(request, hosts);
  const verifies = (text: string) =>
    createVerify(hash === "SHA256" ? "RSA-SHA256" : "RSA-SHA1")
      .update(text)
      .verify(pem, signature);
  if (Policy === undefined) {
    if (!/^\d+$/.test(Expires ?? "")) return errorDocument("MalformedExpires", "Expires must be a number");
    if (!urls.some((url) => verifies(canned(url, String(Expires))))) return errorDocument(...DENIED);
    return Number(Expires) * 1000 > now ? undefined : errorDocument(...DENIED);
  }
  const text = decoded(Policy)?.toString("utf8") ?? "";
  const statement = readStatement(text);
  if (!statement) return errorDocument("MalformedPolicy", "Malformed Policy");
  return verifies(text) && allows(statement, urls, request.address, now) ? undefined : errorDocument(...DENIED);
};

const canned = (url: string, expires: string): string =>
  `{"Statement":[{"Resource":${JSON.stringify(url)},"Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;

/** fidelity: docs: the alphabet of signed URLs */
const decoded = (text: string): Buffer | undefined =>
  /^[A-Za-z0-9_~-]+$/.test(text)
    ? Buffer.from(text.replaceAll("-", "+").replaceAll("_", "=").replaceAll("~", "/"), "base64")
    : undefined;

/** What a signature may name: under the host that was asked, or the distribution's own names where that is this machine. */
const urlsOf = (
  { scheme, path, query, headers }: Pick<ViewerRequest, "path" | "query" | "scheme" | "headers">,
  hosts: readonly string[],
): readonly string[] => {
  const rest = `${path}${query === undefined ? "" : `?${query}`}`;
  const asked = headers.get("host") ?? "";
  const schemes = /^(?:localhost|127\.|\[::1\])/.test(asked) ? ["http", scheme] : [scheme];
  return schemes.flatMap((each) => [asked, ...hosts].map((host) => `${each}://${host}${rest}`));
};

const readStatement = (text: string): JsonObject | undefined => {
  try {
    const policy: unknown = JSON.parse(text);
    const [statement, second] = isObject(policy) ? listOf(policy.Statement) : [];
    return second ? undefined : statement;
  } catch {
    return undefined;
  }
};

const allows = (statement: JsonObject, urls: readonly string[], address: string, now: number): boolean => {
  const { DateLessThan, DateGreaterThan, IpAddress } = objectOf(statement.Condition);
  const before = Number(objectOf(DateLessThan)["AWS:EpochTime"]);
  const after = objectOf(DateGreaterThan)["AWS:EpochTime"];
  const network = objectOf(IpAddress)["AWS:SourceIp"];
  // fidelity: docs: a policy without a resource is for all
  const pattern = wildcardParts(String(statement.Resource ?? "*"));
  return (
    before * 1000 > now &&
    (after === undefined || Number(after) * 1000 < now) &&
    (network === undefined || isIn(address, String(network))) &&
    urls.some((url) => fitsWildcards(pattern, url))
  );
};

const isIn = (address: string, network: string): boolean => {
  const [base = "", bits = "32"] = network.split("/");
  const family = (text: string) => (isIPv6(text) ? "ipv6" : "ipv4");
  if (family(address) !== family(base)) return false;
  const block = new BlockList();
  block.addSubnet(base, Number(bits), family(base));
  return block.check(address, family(address));
};
