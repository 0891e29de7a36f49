import { notify } from "../notifications/notify";
import { causedBy } from "../notifications/written";
import type { S3Call } from "../s3-call";
import { invalidVersionId } from "../s3-errors";
import type { S3Parts } from "../s3-operation";
import type { Bucket } from "../storage/bucket";
import type { Deleted } from "../storage/object-store";
import { isVersionId } from "../storage/version-id";
import { requireDeletable } from "./conditions";

interface Deletion {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly conditions: Readonly<Record<string, string | undefined>>;
  /** @default DeleteObject */
  readonly reason?: string;
}

/** Deletes an object or a version, and tells of it. */
export const deleteOne = async (
  services: S3Parts,
  call: S3Call,
  bucket: Bucket,
  { key, versionId, conditions, reason = "DeleteObject" }: Deletion,
): Promise<Deleted> => {
  const { store, clock } = services;
  const there = store.version(call.bucket, key, versionId) !== undefined;
  if (!there && versionId !== undefined && !isVersionId(versionId)) throw invalidVersionId(versionId);
  const deleted = await store.remove(call.bucket, key, versionId, clock.now(), (before) =>
    requireDeletable(conditions, before),
  );
  const marked = deleted.marker && versionId === undefined;
  if (!there && !marked) return deleted;
  const name = marked ? "ObjectRemoved:DeleteMarkerCreated" : "ObjectRemoved:Delete";
  // fidelity: observed: localstack test_object_removed: the ETag of nothing where a marker is made
  const etag = marked ? { etag: "d41d8cd98f00b204e9800998ecf8427e" } : {};
  notify(services, causedBy({ ...call, key }, { name, reason, ...etag }, bucket, deleted.versionId));
  return deleted;
};
