import { read } from "../../../wire/operations/members";
import type { S3Call } from "../s3-call";
import { invalidRequest } from "../s3-errors";
import { arnOf, requireBucket, type S3Operation, s3Operation } from "../s3-operation";
import type { StoredObject } from "../storage/stored-object";
import { requireRestored } from "./attributes";
import { requireReadable } from "./conditions";
import { CUSTOMER_KEY_HEADERS, customerKey, requireCustomerKey, useKey } from "./encryption";
import { objectHeaders } from "./object-headers";
import { rangeOfPart } from "./object-part";
import { onVersion } from "./on-version";
import { readRange } from "./range";

/** Parameters that put other headers in the place of the object's own. */
const OVERRIDES = [
  ...["cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires"],
].map((name) => `response-${name}`);

const MEMBERS = {
  header: read(
    ...["if-match", "if-modified-since", "if-none-match", "if-unmodified-since", "range", "x-amz-checksum-mode"],
    ...CUSTOMER_KEY_HEADERS,
  ),
  query: read("partNumber", "versionId", ...OVERRIDES),
};

/** GetObject and HeadObject, which differ in the body alone. */
export const readObject = (name: "GetObject" | "HeadObject"): S3Operation =>
  s3Operation(
    name,
    MEMBERS,
    onVersion(["s3:GetObject"], ["s3:GetObjectVersion"]),
    (services) => async (call, object) => {
      const { headers, principal, method } = call.request;
      const place = { bucket: arnOf(services, { ...call, key: "" }), object: arnOf(services, call) };
      requireReadable(headers, object, services.clock.now());
      requireCustomerKey(customerKey(headers, ""), object.encryption);
      if (method === "GET") requireRestored(object);
      if (object.encryption) useKey(services, principal, object.encryption, "kms:Decrypt", place);
      const part = call.query.get("partNumber");
      if (part !== null && headers.range !== undefined) {
        throw invalidRequest("Cannot specify both Range header and partNumber query parameter");
      }
      const range = part === null ? readRange(headers.range, object.size) : rangeOfPart(object, part);
      const length = range ? range.last - range.first + 1 : object.size;
      return {
        status: range || part !== null ? 206 : 200,
        headers: {
          ...objectHeaders(services, requireBucket(services, call), object),
          ...checksumHeaders(call, object, length),
          ...overrides(call),
          ...(range ? { "content-range": `bytes ${range.first}-${range.last}/${object.size}` } : {}),
          ...(part !== null && object.parts
            ? { "x-amz-mp-parts-count": String(Object.keys(object.parts).length) }
            : {}),
          "content-length": String(length),
        },
        body: method === "HEAD" ? "" : await services.store.bytes(object, range),
      };
    },
  );

/** Of an object, or of a part of it, never of another range; one of all bytes is the object. */
// fidelity: observed: localstack test_get_object_range, test_get_object_part: a part has one where each has
const checksumHeaders = ({ request, query }: S3Call, object: StoredObject, length: number): Record<string, string> => {
  const part = object.parts?.[Number(query.get("partNumber"))];
  const asked = request.headers["x-amz-checksum-mode"]?.toUpperCase() === "ENABLED";
  if (!asked || (query.get("partNumber") === null && length < object.size)) return {};
  if (part && object.checksumType !== "COMPOSITE") return {};
  const checksums = part?.checksums ?? object.checksums;
  if (Object.keys(checksums).length === 0) return {};
  return { ...checksums, "x-amz-checksum-type": object.checksumType ?? "FULL_OBJECT" };
};

const overrides = ({ query, request }: S3Call): Record<string, string> => {
  const found = OVERRIDES.flatMap((name) => (query.has(name) ? [[name.slice(9), query.get(name) ?? ""] as const] : []));
  // fidelity: docs: GetObject: anonymous requests may not override
  if (found.length > 0 && request.principal.userId === "ANONYMOUS") {
    throw invalidRequest("Request specific response headers cannot be used for anonymous GET requests.");
  }
  return Object.fromEntries(found.map(([name, value]) => [name, name === "expires" ? httpDate(value) : value]));
};

/** fidelity: observed: conformance s3-response-overrides: a date is written as HTTP has it */
const httpDate = (text: string): string => {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toUTCString();
};
