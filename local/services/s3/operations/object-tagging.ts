import { read } from "../../../wire/operations/members";
import { readBody } from "../configurations/schema";
import { notify } from "../notifications/notify";
import { causedBy } from "../notifications/written";
import { onVersion } from "../objects/on-version";
import { checkTags, TAGGING } from "../objects/tags";
import { readUpload } from "../objects/upload";
import { emptyAnswer, requireBucket, type S3Operation, s3Operation, versionHeader, xmlAnswer } from "../s3-operation";

/** The object, or the version, whose tags a call is about. */
const tagged = (verb: "Get" | "Put" | "Delete") =>
  onVersion([`s3:${verb}ObjectTagging`], [`s3:${verb}ObjectVersionTagging`], "refused");

const MEMBERS = { query: read("versionId") };

export const getObjectTagging: S3Operation = s3Operation(
  "GetObjectTagging",
  MEMBERS,
  tagged("Get"),
  (services) => (call, object) =>
    xmlAnswer(
      "Tagging",
      { TagSet: { Tag: object.tags ?? [] } },
      versionHeader(requireBucket(services, call), object.versionId),
    ),
);

export const putObjectTagging: S3Operation = s3Operation(
  "PutObjectTagging",
  MEMBERS,
  tagged("Put"),
  (services) => async (call, object) => {
    const bucket = requireBucket(services, call);
    const tags = checkTags(readBody(TAGGING, readUpload(call.request).bytes).TagSet.Tag, "object");
    await services.store.change(call.bucket, { ...object, tags });
    const { etag, versionId } = object;
    notify(
      services,
      causedBy(call, { name: "ObjectTagging:Put", reason: "PutObjectTagging", etag }, bucket, versionId),
    );
    return emptyAnswer(200, versionHeader(bucket, versionId));
  },
);

export const deleteObjectTagging: S3Operation = s3Operation(
  "DeleteObjectTagging",
  MEMBERS,
  tagged("Delete"),
  (services) => async (call, object) => {
    const bucket = requireBucket(services, call);
    await services.store.change(call.bucket, { ...object, tags: undefined });
    const { etag, versionId } = object;
    const event = { name: "ObjectTagging:Delete", reason: "DeleteObjectTagging", etag };
    notify(services, causedBy(call, event, bucket, versionId));
    return emptyAnswer(204, versionHeader(bucket, versionId));
  },
);
