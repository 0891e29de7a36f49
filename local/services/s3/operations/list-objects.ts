import { read } from "../../../wire/operations/members";
import { restOperation } from "../../../wire/operations/rest-operation";
import { listPage } from "../list-page";
import { bucketOf, type S3Operation, xmlAnswer } from "../s3-operation";

/** The older list, which pages by the last key. */
export const listObjects: S3Operation = restOperation(
  "ListObjects",
  { query: read("delimiter", "encoding-type", "marker", "max-keys", "prefix") },
  { action: "s3:ListBucket", on: bucketOf },
  (services) => (call) => {
    const marker = call.query.get("marker") ?? "";
    const hasDelimiter = call.query.has("delimiter");
    // fidelity: docs: ListObjects: NextMarker is told only where a delimiter was given
    const position = (_: number, next: string | undefined) => ({
      Marker: marker,
      ...(next !== undefined && hasDelimiter ? { NextMarker: next } : {}),
    });
    return xmlAnswer("ListBucketResult", listPage(services, call, { after: marker, owner: true, position }));
  },
);
