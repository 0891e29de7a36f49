import { createHmac, hash, timingSafeEqual } from "node:crypto";
import type { Access, Principal } from "../../access/access";
import type { Clock } from "../../cloud/clock";
import { ServiceError } from "../service-error";
import { type Authorization, readAuthorization } from "./authorization";
import { percentEncoded } from "./percent-encoding";
import type { SignedRequest } from "./signed-request";

export interface Verified {
  readonly principal: Principal;
  /** Region and service of the credential scope. */
  readonly region: string;
  readonly service: string;
}

/** Both ways. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html */
const MAX_SKEW_MS = 5 * 60_000;

/**
 * Proves who signed a request (Signature Version 4, header or presigned query).
 *
 * @throws {ServiceError} 403 with AWS's code when it was not signed by a key of this local cloud, for this content, now.
 */
export const verifySignature = (request: SignedRequest, access: Access, clock: Clock): Verified => {
  const authorization = readAuthorization(request);
  checkTime(authorization, clock.now());
  const identity = access.find(authorization.accessKeyId);
  if (!identity || (identity.credentials.sessionToken ?? "") !== (authorization.sessionToken ?? "")) {
    throw new ServiceError("InvalidClientTokenId", "The security token included in the request is invalid.", 403);
  }
  if (!isSignedBy(identity.credentials.secretAccessKey, request, authorization)) {
    throw new ServiceError(
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
      403,
    );
  }
  return { principal: identity.principal, region: authorization.region, service: authorization.service };
};

// fidelity: docs: IAM user guide, "Troubleshoot Signature Version 4 signing": both messages
const checkTime = ({ timestamp, expiresSeconds }: Authorization, now: number): void => {
  const signed = signedAt(timestamp);
  const lifeMs = expiresSeconds === undefined ? MAX_SKEW_MS : expiresSeconds * 1000;
  const refuse = (text: string) => new ServiceError("SignatureDoesNotMatch", text, 403);
  if (Number.isNaN(signed)) throw refuse(`Date must be in ISO-8601 'basic format'. Got '${timestamp}'.`);
  if (signed < now - lifeMs) {
    throw refuse(
      `Signature expired: ${timestamp} is now earlier than ${basic(now - lifeMs)} (${basic(now)} - ${lifeMs / 60_000} min.)`,
    );
  }
  if (signed > now + MAX_SKEW_MS) {
    throw refuse(
      `Signature not yet current: ${timestamp} is still later than ${basic(now + MAX_SKEW_MS)} (${basic(now)} + 5 min.)`,
    );
  }
};

/** Of `20261122T101500Z`; NaN for what is none. */
export const signedAt = (timestamp: string): number =>
  Date.parse(timestamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));

const basic = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, "");

/** Whether a request carries the signature that the secret makes of it. */
export const isSignedBy = (secret: string, request: SignedRequest, authorization: Authorization): boolean =>
  isSignatureOf(stringToSign(request, authorization), secret, authorization);

/** Whether the signature that is stated is the one of a text. */
export const isSignatureOf = (
  text: string,
  secret: string,
  { date, region, service, signature }: Pick<Authorization, "date" | "region" | "service" | "signature">,
): boolean => {
  const key = signingKey(secret, date, region, service);
  const expected = Buffer.from(createHmac("sha256", key).update(text).digest("hex"), "utf8");
  const given = Buffer.from(signature, "utf8");
  return expected.length === given.length && timingSafeEqual(expected, given);
};

export const stringToSign = (request: SignedRequest, authorization: Authorization): string => {
  const { timestamp, date, region, service } = authorization;
  const scope = `${date}/${region}/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonicalRequest(request, authorization))}`;
};

export const canonicalRequest = (
  request: SignedRequest,
  { signedHeaders, presigned, service }: Authorization,
): string => {
  const [path = "/", query = ""] = split(request.url);
  const headers = signedHeaders.map((name) => `${name}:${headerText(request, name)}\n`);
  return [
    request.method,
    service === "s3" ? objectPath(path) : canonicalPath(path),
    canonicalQuery(query, presigned),
    headers.join(""),
    signedHeaders.join(";"),
    payloadHash(request, service === "s3", presigned),
  ].join("\n");
};

/** Node reads each byte of a header as a character; signers write UTF-8. */
const headerText = ({ headers }: SignedRequest, name: string): string => {
  const text = (headers[name] ?? "").trim().replace(/ +/g, " ");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, "latin1").toString("utf8");
};

const split = (url: string): [string, string] => {
  const mark = url.indexOf("?");
  return mark < 0 ? [url, ""] : [url.slice(0, mark), url.slice(mark + 1)];
};

/** Without dot segments, and encoded once more than it was sent. */
const canonicalPath = (path: string): string => {
  if (path === "/") return path;
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(percentEncoded(segment));
  }
  return `/${kept.join("/")}${kept.length > 0 && path.endsWith("/") ? "/" : ""}`;
};

/** Keys of objects may hold dot segments and empty ones; they are encoded once. */
// fidelity: docs: SigV4 "Create a canonical request": S3 does not normalize the path
const objectPath = (path: string): string =>
  path
    .split("/")
    .map((segment) => percentEncoded(decoded(segment)))
    .join("/");

const canonicalQuery = (query: string, presigned: boolean): string => {
  if (query === "") return "";
  const pairs = query.split("&").map((pair) => {
    const mark = pair.indexOf("=");
    const [name, value] = mark < 0 ? [pair, ""] : [pair.slice(0, mark), pair.slice(mark + 1)];
    return [percentEncoded(decoded(name)), percentEncoded(decoded(value))] as const;
  });
  return pairs
    .filter(([name]) => !(presigned && name === "X-Amz-Signature"))
    .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map((pair) => pair.join("="))
    .join("&");
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const UNSIGNED = "UNSIGNED-PAYLOAD";

/** Always of the body itself: a hash that the client merely claims would let the body be changed. */
const payloadHash = ({ headers, body }: SignedRequest, object: boolean, presigned: boolean): string => {
  const claimed = headers["x-amz-content-sha256"];
  // fidelity: docs: S3 API reference, "Authenticating Requests": presigned URLs and chunked uploads
  if (object && presigned && claimed === undefined) return UNSIGNED;
  // fidelity: guess: the signatures of single chunks are not verified
  if (object && claimed?.startsWith("STREAMING-")) return claimed;
  return claimed === UNSIGNED ? UNSIGNED : sha256(body);
};

const sha256 = (data: string | Buffer): string => hash("sha256", data, "hex");

const keys = new Map<string, Buffer>();

/** One key a day, region and service; the bound only stops a runaway. */
const MAX_KEYS = 1_000;

const signingKey = (secret: string, date: string, region: string, service: string): Buffer => {
  const id = `${secret}/${date}/${region}/${service}`;
  let key = keys.get(id);
  if (!key) {
    key = [date, region, service, "aws4_request"].reduce<Buffer>(
      (previous, part) => createHmac("sha256", previous).update(part).digest(),
      Buffer.from(`AWS4${secret}`),
    );
    if (keys.size >= MAX_KEYS) keys.clear();
    keys.set(id, key);
  }
  return key;
};
