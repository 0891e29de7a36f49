import { read } from "../../../wire/operations/members";
import { listPage } from "../listings/list-page";
import { invalidArgument } from "../s3-errors";
import { onBucket, type S3Operation, s3Operation, xmlAnswer } from "../s3-operation";

/** The older list, which pages by the last key. */
export const listObjects: S3Operation = s3Operation(
  "ListObjects",
  { query: read("delimiter", "encoding-type", "marker", "max-keys", "prefix") },
  onBucket("s3:ListBucket"),
  (services) => (call) => {
    const marker = call.query.get("marker") ?? "";
    const hasDelimiter = (call.query.get("delimiter") ?? "") !== "";
    const output = listPage(services, call, {
      after: marker,
      owner: true,
      // fidelity: observed: botocore, decode_list_object: of this list the prefix alone stays as it is
      encodesPrefix: false,
      // fidelity: docs: ListObjects: NextMarker is told only where a delimiter was given
      position: (_, next, encode) => ({
        Marker: encode(marker),
        ...(next !== undefined && hasDelimiter ? { NextMarker: encode(next) } : {}),
      }),
    });
    return xmlAnswer("ListBucketResult", output, { "x-amz-bucket-region": services.region });
  },
);

export const listObjectsV2: S3Operation = s3Operation(
  "ListObjectsV2",
  {
    query: {
      ...read("continuation-token", "delimiter", "encoding-type", "fetch-owner"),
      ...read("max-keys", "prefix", "start-after"),
    },
  },
  onBucket("s3:ListBucket"),
  (services) => (call) => {
    const startAfter = call.query.get("start-after");
    const token = call.query.get("continuation-token");
    const output = listPage(services, call, {
      after: token === null ? (startAfter ?? "") : after(token),
      owner: call.query.get("fetch-owner") === "true",
      encodesPrefix: true,
      position: (count, next, encode) => ({
        // fidelity: observed: localstack test_list_objects_v2_continuation_start_after: a token takes its place
        StartAfter: startAfter === null || token !== null ? undefined : encode(startAfter),
        ContinuationToken: token,
        NextContinuationToken: next === undefined ? undefined : Buffer.from(next).toString("base64"),
        KeyCount: count,
      }),
    });
    return xmlAnswer("ListBucketResult", output, { "x-amz-bucket-region": services.region });
  },
);

const after = (token: string): string => {
  const key = Buffer.from(token, "base64");
  if (token !== "" && key.toString("base64") === token) return key.toString("utf8");
  throw invalidArgument("The continuation token provided is incorrect", "continuation-token");
};
