import { ServiceError } from "../../wire/service-error";
import type { StoredObject } from "./storage/stored-object";

type Headers = Readonly<Record<string, string>>;

const precondition = (Condition: string): ServiceError =>
  new ServiceError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412, {
    Condition,
  });

const names = (header: string, etag: string): boolean =>
  header.split(",").some((each) => each.trim() === "*" || bare(each) === bare(etag));

const bare = (etag: string): string => etag.trim().replace(/^"|"$/g, "");

/** Conditions of reading. */
// fidelity: docs: GetObject: If-Match before If-Unmodified-Since, If-None-Match before If-Modified-Since
export const requireReadable = (headers: Headers, object: StoredObject): void => {
  const modified = Math.floor(object.lastModified / 1000);
  const since = (name: string) => Math.floor(Date.parse(headers[name] ?? "") / 1000);
  const { "if-match": match, "if-none-match": noneMatch } = headers;
  if (match !== undefined && !names(match, object.etag)) throw precondition("If-Match");
  if (match === undefined && modified > since("if-unmodified-since")) throw precondition("If-Unmodified-Since");
  const unchanged = noneMatch !== undefined ? names(noneMatch, object.etag) : modified <= since("if-modified-since");
  if (unchanged) throw new ServiceError("NotModified", "Not Modified", 304);
};

/** Conditions of writing. */
// fidelity: docs: S3 user guide, "How to prevent object overwrites with conditional writes"
export const requireWritable = (headers: Headers, key: string, object: StoredObject | undefined): void => {
  const { "if-match": match, "if-none-match": noneMatch } = headers;
  if (noneMatch !== undefined && noneMatch.trim() !== "*") {
    throw new ServiceError(
      "NotImplemented",
      "A header you provided implies functionality that is not implemented",
      501,
      {
        Header: "If-None-Match",
      },
    );
  }
  if (noneMatch !== undefined && object) throw precondition("If-None-Match");
  if (match === undefined) return;
  if (!object) throw new ServiceError("NoSuchKey", "The specified key does not exist.", 404, { Key: key });
  if (!names(match, object.etag)) throw precondition("If-Match");
};
