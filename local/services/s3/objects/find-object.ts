import type { Ask } from "../../../access/permit";
import type { Place, S3Call } from "../s3-call";
import { invalidVersionId, methodNotAllowed, noSuchKey, noSuchVersion, S3Error } from "../s3-errors";
import { asked, requireBucket, type S3Parts, versionHeader } from "../s3-operation";
import { isMarker, type StoredObject } from "../storage/stored-object";
import { isVersionId } from "../storage/version-id";

/**
 * The object, or the version of it, that is named. Who may not list does not learn that there is none.
 * @param marker `refused`: a marker as the newest version is one that the operation does not take, not a missing object
 * @throws {ServiceError}
 */
// fidelity: docs: GetObject, permissions; S3 user guide, "Working with delete markers"; observed: localstack
// test_object_tagging_versioned
export const findObject = (
  services: S3Parts,
  { bucket: name, key }: Place,
  versionId: string | undefined,
  call: Pick<S3Call, "request">,
  also: (ask: Ask) => void,
  marker?: "refused",
): StoredObject => {
  const bucket = requireBucket(services, { bucket: name });
  const found = services.store.version(name, key, versionId);
  if (found && !isMarker(found)) return found;
  if (!found && versionId !== undefined && !isVersionId(versionId)) throw invalidVersionId(versionId);
  const list = versionId === undefined ? "s3:ListBucket" : "s3:ListBucketVersions";
  also({ ...asked(services, { bucket: name, key: "" }), action: list });
  if (!found) throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
  const headers = { "x-amz-delete-marker": "true", ...versionHeader(bucket, found.versionId) };
  if (versionId === undefined && marker === undefined) {
    const missing = noSuchKey(key);
    throw new S3Error(missing.code, missing.message, missing.status, { details: missing.details, headers });
  }
  throw methodNotAllowed(call.request.method, "DeleteMarker", {
    ...headers,
    allow: "DELETE",
    "last-modified": new Date(found.lastModified).toUTCString(),
  });
};
