import type * as z from "zod";
import { read } from "../../../wire/operations/members";
import { ServiceError } from "../../../wire/service-error";
import { type Configuration, element, flag, items, readBody, text, wholeNumber } from "../configurations/schema";
import { refuseBypass } from "../objects/conditions";
import { deleteOne } from "../objects/delete-one";
import { readUpload } from "../objects/upload";
import type { S3Call } from "../s3-call";
import { invalidRequest } from "../s3-errors";
import { asked, requireBucket, type S3Operation, s3Operation, xmlAnswer } from "../s3-operation";
import { isVersionId } from "../storage/version-id";

const Entry = element({
  Key: text,
  VersionId: text.optional(),
  ETag: text.optional(),
  LastModifiedTime: text.optional(),
  Size: wholeNumber.optional(),
});

/** fidelity: docs: DeleteObjects: up to 1,000 keys */
const Delete = element({ Object: items(Entry).refine((entries) => entries.length <= 1_000), Quiet: flag.optional() });

const DELETE: Configuration<z.infer<typeof Delete>> = { schema: Delete };

type Judged = z.infer<typeof Entry> & { readonly refused?: ServiceError };

export const deleteObjects: S3Operation = s3Operation(
  "DeleteObjects",
  { header: read("x-amz-bypass-governance-retention", "x-amz-mfa") },
  {
    action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
    on: (services, call) => ({
      asked: [],
      // Each object is asked for by itself: what may not be deleted is an error of its own.
      target: (also) => {
        const bucket = requireBucket(services, call);
        refuseBypass(call.request.headers);
        if (!hasChecksum(call)) {
          throw invalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
        const { Object: wanted, Quiet } = readBody(DELETE, readUpload(call.request).bytes);
        const judged = wanted.map((entry): Judged => {
          const action = entry.VersionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
          try {
            also({ ...asked(services, { ...call, key: entry.Key }, call), action });
            return entry;
          } catch (error) {
            if (error instanceof ServiceError) return { ...entry, refused: error };
            throw error;
          }
        });
        return { bucket, judged, quiet: Quiet === true };
      },
    }),
  },
  (services) =>
    async (call, { bucket, judged, quiet }) => {
      const results: { readonly deleted?: object; readonly error?: object }[] = [];
      for (const { Key, VersionId, ETag, LastModifiedTime, Size, refused } of judged) {
        const conditions = {
          "if-match": ETag,
          "x-amz-if-match-size": Size === undefined ? undefined : String(Size),
          "x-amz-if-match-last-modified-time": LastModifiedTime,
        };
        const versionId = VersionId === "" ? undefined : VersionId;
        try {
          if (refused) throw refused;
          if (
            versionId !== undefined &&
            !isVersionId(versionId) &&
            !services.store.version(call.bucket, Key, versionId)
          ) {
            throw noVersion();
          }
          const { marker, versionId: deleted } = await deleteOne(services, call, bucket, {
            key: Key,
            versionId,
            conditions,
            reason: "DeleteObjects",
          });
          if (quiet) continue;
          const marked = marker && { DeleteMarker: true, DeleteMarkerVersionId: deleted };
          results.push({ deleted: { Key, VersionId: versionId, ...marked } });
        } catch (error) {
          if (!(error instanceof ServiceError)) throw error;
          results.push({ error: { Key, VersionId: versionId, Code: error.code, Message: error.message } });
        }
      }
      return xmlAnswer("DeleteResult", {
        Deleted: results.flatMap(({ deleted }) => deleted ?? []),
        Error: results.flatMap(({ error }) => error ?? []),
      });
    },
);

const hasChecksum = ({ request: { headers } }: S3Call): boolean =>
  Object.keys(headers).some(
    (name) => name === "content-md5" || name.startsWith("x-amz-checksum-") || name === "x-amz-trailer",
  );

/** fidelity: observed: conformance s3-delete-objects-version */
const noVersion = () => new ServiceError("NoSuchVersion", "The specified version does not exist.", 404);
