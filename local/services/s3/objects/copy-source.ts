import type { Ask } from "../../../access/permit";
import type { Asked } from "../../../wire/operations/right";
import type { Place, S3Call } from "../s3-call";
import { invalidArgument, invalidRequest, noSuchKey } from "../s3-errors";
import { asked, requireBucket, type S3Parts } from "../s3-operation";
import type { Bucket } from "../storage/bucket";
import { isMarker, type StoredObject } from "../storage/stored-object";
import { findObject } from "./find-object";

export const COPY_SOURCE_HEADERS = [
  "x-amz-copy-source",
  ...["if-match", "if-modified-since", "if-none-match", "if-unmodified-since"].map(
    (name) => `x-amz-copy-source-${name}`,
  ),
  ...["algorithm", "key", "key-md5"].map((name) => `x-amz-copy-source-server-side-encryption-customer-${name}`),
];

/** What is copied. */
export interface CopySource {
  readonly place: Place;
  readonly bucket: Bucket;
  readonly object: StoredObject;
}

/** The object that a call copies from: what is asked of it, and how it is found then. */
export const copySource = (
  services: S3Parts,
  call: S3Call,
): { readonly asked: Asked; readonly find: (also: (ask: Ask) => void) => CopySource } => {
  const { place, versionId } = sourceOf(call.request.headers["x-amz-copy-source"] ?? "");
  const action = versionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion";
  return {
    asked: { ...asked(services, place), action },
    find(also) {
      const bucket = requireBucket(services, place);
      const found = services.store.version(place.bucket, place.key, versionId);
      if (isMarker(found)) {
        if (versionId === undefined) throw noSuchKey(place.key);
        throw invalidRequest(
          "The source of a copy request may not specifically refer to a delete marker by version id.",
        );
      }
      return { place, bucket, object: findObject(services, place, versionId, call, also) };
    },
  };
};

/** `/bucket/key?versionId=…`, percent-encoded. */
const sourceOf = (header: string): { readonly place: Place; readonly versionId?: string } => {
  const path = /^\/?[^/]*$/.test(header) ? decoded(header) : header;
  const [, bucket, key, versionId] = /^\/?([^/]+)\/(.+?)(?:\?versionId=(.*))?$/.exec(path) ?? [];
  const decodedKey = key === undefined ? undefined : decoded(key);
  if (bucket === undefined || !decodedKey) {
    // fidelity: observed: localstack test_s3_copy_object_wrong_format: the value is the name
    throw invalidArgument("Invalid copy source object key", "x-amz-copy-source", "x-amz-copy-source");
  }
  const place = { bucket: decoded(bucket), key: decodedKey };
  return versionId === undefined ? { place } : { place, versionId: decoded(versionId) };
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
