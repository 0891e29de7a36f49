import type { S3Call } from "../s3-call";
import type { Bucket } from "../storage/bucket";
import type { StoredObject } from "../storage/stored-object";
import type { ObjectEvent } from "./notify";

type Event = Pick<ObjectEvent, "name" | "reason">;

/** An event that a call has caused. */
export const causedBy = (
  { bucket, key, request }: S3Call,
  event: Event & Partial<ObjectEvent>,
  { versioning }: Bucket,
  versionId?: string,
): ObjectEvent => ({
  bucket,
  key,
  requestId: request.requestId,
  userId: request.principal.userId,
  sourceIp: "127.0.0.1",
  versionId: versioning ? versionId : undefined,
  ...event,
});

/** An object that a call has written. */
export const writtenBy = (
  call: S3Call,
  name: string,
  reason: string,
  bucket: Bucket,
  { size, etag, versionId }: StoredObject,
): ObjectEvent => causedBy(call, { name, reason, size, etag }, bucket, versionId);
