import { ServiceError } from "../../../wire/service-error";
import type { NewObject } from "../storage/stored-object";
import { tagsOfHeader } from "./tags";

type Headers = Readonly<Record<string, string>>;

/** Headers that come back with the object. */
const KEPT =
  /^(?:x-amz-meta-.+|x-amz-website-redirect-location|cache-control|content-disposition|content-language|expires)$/;

/** What a writer says of an object. */
export const ATTRIBUTE_HEADERS = [
  ...["cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires"],
  ...["x-amz-acl", "x-amz-storage-class", "x-amz-tagging", "x-amz-website-redirect-location"],
];

type Attributes = Pick<NewObject, "contentType" | "headers" | "tags">;

/** @throws {ServiceError} for what no object can have */
export const attributesOf = (headers: Headers): Attributes => {
  checkAcl(headers);
  // How the content is sent is no part of it.
  const encodings = (headers["content-encoding"] ?? "").split(",").map((each) => each.trim());
  const encoding = encodings.filter((each) => each !== "aws-chunked").join(", ");
  const storageClass = storageClassOf(headers["x-amz-storage-class"]);
  const kept = Object.entries(headers).filter(([name]) => KEPT.test(name));
  checkMetadata(kept);
  checkRedirect(headers["x-amz-website-redirect-location"]);
  return {
    // fidelity: docs: PutObject: binary/octet-stream where nothing is said
    contentType: headers["content-type"] || "binary/octet-stream",
    headers: {
      ...Object.fromEntries(kept),
      ...(encoding ? { "content-encoding": encoding } : {}),
      ...(storageClass === "STANDARD" ? {} : { "x-amz-storage-class": storageClass }),
    },
    tags: tagsOfHeader(headers["x-amz-tagging"]),
  };
};

/** fidelity: docs: PutObject, x-amz-storage-class of general purpose buckets */
const STORAGE_CLASSES = [
  ...["STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER"],
  ...["DEEP_ARCHIVE", "GLACIER_IR"],
];

const storageClassOf = (asked = "STANDARD"): string => {
  if (STORAGE_CLASSES.includes(asked)) return asked;
  throw new ServiceError("InvalidStorageClass", "The storage class you specified is not valid", 400, {
    StorageClassRequested: asked,
  });
};

/** fidelity: docs: S3 user guide, "Working with object metadata": 2 KB of names and values */
const MAX_METADATA_BYTES = 2_048;

const checkMetadata = (kept: readonly (readonly [name: string, value: string])[]): void => {
  const own = kept.filter(([name]) => name.startsWith("x-amz-meta-"));
  const size = own.reduce((sum, [name, value]) => sum + name.length - "x-amz-meta-".length + value.length, 0);
  if (size <= MAX_METADATA_BYTES) return;
  throw new ServiceError("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", 400, {
    Size: size,
    MaxSizeAllowed: MAX_METADATA_BYTES,
  });
};

const checkRedirect = (location: string | undefined): void => {
  if (location === undefined || /^(\/|https?:\/\/)/.test(location)) return;
  throw new ServiceError(
    "InvalidRedirectLocation",
    "The website redirect location must have a prefix of 'http://' or 'https://' or '/'.",
    400,
  );
};

/** What a bucket whose owner owns everything takes: what changes nothing. */
// fidelity: docs: S3 user guide, "Controlling ownership of objects and disabling ACLs for your bucket"
export const checkAcl = (headers: Headers): void => {
  const acl = headers["x-amz-acl"];
  const grants = Object.keys(headers).some((name) => name.startsWith("x-amz-grant-"));
  if (!grants && (acl === undefined || ["private", "bucket-owner-full-control"].includes(acl))) return;
  throw aclNotSupported();
};

export const aclNotSupported = (): ServiceError =>
  new ServiceError("AccessControlListNotSupported", "The bucket does not allow ACLs", 400);

/** fidelity: docs: S3 user guide, "Creating object key names": 1,024 bytes of UTF-8 */
const MAX_KEY_BYTES = 1_024;

export const checkKey = (key: string): void => {
  const Size = Buffer.byteLength(key);
  if (Size > MAX_KEY_BYTES) {
    throw new ServiceError("KeyTooLongError", "Your key is too long", 400, { MaxSizeAllowed: MAX_KEY_BYTES, Size });
  }
};

/** Objects in an archive are told and not handed out. */
export const requireRestored = ({ headers }: Pick<NewObject, "headers">): void => {
  const StorageClass = headers["x-amz-storage-class"];
  if (StorageClass !== "GLACIER" && StorageClass !== "DEEP_ARCHIVE") return;
  throw new ServiceError("InvalidObjectState", "The operation is not valid for the object's storage class", 403, {
    StorageClass,
  });
};
