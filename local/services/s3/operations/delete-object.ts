import { read } from "../../../wire/operations/members";
import { refuseBypass } from "../objects/conditions";
import { deleteOne } from "../objects/delete-one";
import { onObject, type S3Operation, s3Operation } from "../s3-operation";

/** Succeeds whether the object was there or not. */
export const deleteObject: S3Operation = s3Operation(
  "DeleteObject",
  {
    header: read(
      ...["if-match", "x-amz-if-match-last-modified-time", "x-amz-if-match-size", "x-amz-mfa"],
      "x-amz-bypass-governance-retention",
    ),
    query: read("versionId"),
  },
  onObject("s3:DeleteObject", { version: "s3:DeleteObjectVersion" }),
  (services) => async (call, bucket) => {
    refuseBypass(call.request.headers);
    const versionId = call.query.get("versionId") ?? undefined;
    const { marker, ...deleted } = await deleteOne(services, call, bucket, {
      key: call.key,
      versionId,
      conditions: call.request.headers,
    });
    return {
      status: 204,
      headers: {
        ...(deleted.versionId === undefined ? {} : { "x-amz-version-id": deleted.versionId }),
        ...(marker ? { "x-amz-delete-marker": "true" } : {}),
      },
      body: "",
    };
  },
);
