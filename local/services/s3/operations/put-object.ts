import { read } from "../../../wire/operations/members";
import { restOperation } from "../../../wire/operations/rest-operation";
import { ServiceError } from "../../../wire/service-error";
import { CHECKSUMS } from "../checksums";
import { requireWritable } from "../conditions";
import { PRIVATE_OBJECT } from "../private-object";
import { bucketOf, type S3Operation } from "../s3-operation";
import { readUpload } from "../upload";

/** Headers that come back with the object. */
const KEPT = /^(?:x-amz-meta-.+|x-amz-storage-class|cache-control|content-disposition|content-language|expires)$/;

/** fidelity: docs: S3 user guide, "Creating object key names": 1,024 bytes of UTF-8 */
const MAX_KEY_BYTES = 1_024;

const MEMBERS = {
  header: {
    ...read("cache-control", "content-disposition", "content-encoding", "content-language", "content-length"),
    ...read("content-type", "expires", "if-match", "if-none-match", "x-amz-storage-class"),
    ...read("x-amz-sdk-checksum-algorithm", ...Object.keys(CHECKSUMS)),
    ...PRIVATE_OBJECT,
  },
};

export const putObject: S3Operation = restOperation(
  "PutObject",
  MEMBERS,
  { action: "s3:PutObject", on: bucketOf },
  (services) =>
    async ({ bucket, key, request }) => {
      if (Buffer.byteLength(key) > MAX_KEY_BYTES) {
        throw new ServiceError("KeyTooLongError", "Your key is too long", 400, { MaxSizeAllowed: MAX_KEY_BYTES });
      }
      const { headers } = request;
      const { bytes, checksums } = readUpload(request);
      const encoding = (headers["content-encoding"] ?? "").replace(/\baws-chunked\b\s*,?\s*/, "").replace(/,\s*$/, "");
      const stored = await services.store.put(
        bucket,
        {
          key,
          // fidelity: docs: PutObject: binary/octet-stream where nothing is said
          contentType: headers["content-type"] || "binary/octet-stream",
          lastModified: services.clock.now(),
          headers: {
            ...Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT.test(name))),
            ...(encoding ? { "content-encoding": encoding } : {}),
          },
          checksums,
        },
        bytes,
        (before) => requireWritable(headers, key, before),
      );
      return { status: 200, headers: { etag: stored.etag, ...checksums }, body: "" };
    },
);
