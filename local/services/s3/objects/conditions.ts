import { ServiceError } from "../../../wire/service-error";
import { invalidArgument, noSuchKey, preconditionFailed, S3Error } from "../s3-errors";
import type { StoredObject } from "../storage/stored-object";
import type { MultipartUpload } from "../storage/uploads";

type Headers = Readonly<Record<string, string | undefined>>;

const names = (header: string, etag: string): boolean =>
  header.split(",").some((each) => each.trim() === "*" || bare(each) === bare(etag));

const bare = (etag: string): string => etag.trim().replace(/^"|"$/g, "");

/** Headers of a time are compared by seconds; what is no time, or lies ahead, says nothing. */
const seconds = (header: string | undefined): number => Math.floor(Date.parse(header ?? "") / 1000);

interface Judged {
  /** The condition that forbids to go on. */
  readonly failed?: string;
  readonly unchanged: boolean;
}

// fidelity: docs: GetObject: If-Match before If-Unmodified-Since, If-None-Match before If-Modified-Since
const judge = (headers: Headers, object: StoredObject, now: number): Judged => {
  const modified = Math.floor(object.lastModified / 1000);
  const { "if-match": match, "if-none-match": noneMatch } = headers;
  const since = seconds(headers["if-modified-since"]);
  const unchanged =
    noneMatch !== undefined ? names(noneMatch, object.etag) : modified <= since && since <= Math.ceil(now / 1000);
  if (match !== undefined) return { unchanged, ...(names(match, object.etag) ? {} : { failed: "If-Match" }) };
  const changed = modified > seconds(headers["if-unmodified-since"]);
  return { unchanged, ...(changed ? { failed: "If-Unmodified-Since" } : {}) };
};

/** Conditions of reading. */
export const requireReadable = (headers: Headers, object: StoredObject, now: number): void => {
  const { failed, unchanged } = judge(headers, object, now);
  if (failed !== undefined) throw preconditionFailed(failed);
  if (!unchanged) return;
  throw new S3Error("NotModified", "Not Modified", 304, {
    headers: {
      etag: object.etag,
      "last-modified": new Date(object.lastModified).toUTCString(),
      ...(object.headers["cache-control"] ? { "cache-control": object.headers["cache-control"] } : {}),
    },
  });
};

/** Conditions of the object that is copied, where not modified is a failure too. */
export const requireCopyable = (headers: Headers, object: StoredObject, now: number): void => {
  const own = Object.fromEntries(
    ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since"].map((name) => [
      name,
      headers[`x-amz-copy-source-${name}`],
    ]),
  );
  const { failed, unchanged } = judge(own, object, now);
  if (failed !== undefined) throw preconditionFailed(`x-amz-copy-source-${failed}`);
  if (!unchanged) return;
  const name = own["if-none-match"] === undefined ? "If-Modified-Since" : "If-None-Match";
  throw preconditionFailed(`x-amz-copy-source-${name}`);
};

/** Conditions of writing. */
// fidelity: docs: S3 user guide, "How to prevent object overwrites with conditional writes"
export const requireWritable = (headers: Headers, key: string, object: StoredObject | undefined): void => {
  const { "if-match": match, "if-none-match": noneMatch } = headers;
  if (noneMatch !== undefined && match !== undefined)
    throw notTaken("If-Match,If-None-Match", "Multiple conditional request headers present in the request");
  if (noneMatch !== undefined && noneMatch.trim() !== "*") {
    throw notTaken("If-None-Match", "We don't accept the provided value of If-None-Match header for this API");
  }
  if (match?.trim() === "*") {
    throw notTaken("If-Match", "We don't accept the provided value of If-Match header for this API");
  }
  if (noneMatch !== undefined && object) throw preconditionFailed("If-None-Match");
  if (match === undefined) return;
  if (!object) throw noSuchKey(key);
  if (!names(match, object.etag)) throw preconditionFailed("If-Match");
};

/** A condition of putting parts together says nothing any more once the object was written or deleted since they began. */
// fidelity: observed: localstack test_multipart_if_match_with_put, test_multipart_if_none_match_with_delete
export const requireNotOvertaken = (
  headers: Headers,
  { before, object: { key } }: MultipartUpload,
  object: StoredObject | undefined,
): void => {
  const Condition = headers["if-match"] !== undefined ? "If-Match" : "If-None-Match";
  if (headers[Condition.toLowerCase()] === undefined) return;
  if (object?.file === before) return;
  const text = "The conditional request cannot succeed due to a conflicting operation against this resource.";
  throw new ServiceError("ConditionalRequestConflict", text, 409, { Condition, Key: key });
};

// fidelity: observed: localstack test_put_object_if_none_match_validation
const notTaken = (Header: string, additionalMessage: string) =>
  new S3Error("NotImplemented", "A header you provided implies functionality that is not implemented", 501, {
    details: { Header, additionalMessage },
  });

/** No bucket here locks its objects. */
// fidelity: observed: localstack test_delete_object_with_no_locking
export const refuseBypass = (headers: Headers): void => {
  const name = "x-amz-bypass-governance-retention";
  if (headers[name] === undefined) return;
  throw invalidArgument(`${name} is only applicable to Object Lock enabled buckets.`, name);
};

/** Conditions of deleting; of a missing object nothing is asked. */
// fidelity: docs: S3 user guide, "How to perform conditional deletes"; observed: ceph s3-tests, test_delete_object_if_match
export const requireDeletable = (headers: Headers, object: StoredObject | undefined): void => {
  for (const name of ["x-amz-if-match-last-modified-time", "x-amz-if-match-size"]) {
    if (headers[name] !== undefined) throw notTaken(name, "Directory buckets alone take this header");
  }
  const match = headers["if-match"];
  if (object && match !== undefined && !names(match, object.etag)) throw preconditionFailed("If-Match");
};
