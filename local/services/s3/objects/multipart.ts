import { createHash } from "node:crypto";
import type * as z from "zod";
import { ServiceError } from "../../../wire/service-error";
import { type Configuration, element, items, text, wholeNumber } from "../configurations/schema";
import type { S3Call } from "../s3-call";
import { invalidRequest, noSuchUpload } from "../s3-errors";
import { requireBucket, type S3Parts } from "../s3-operation";
import type { MultipartUpload, UploadedPart } from "../storage/uploads";

const Part = element({
  PartNumber: wholeNumber,
  ETag: text,
  ...Object.fromEntries(
    ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"].map((name) => [`Checksum${name}`, text.optional()]),
  ),
});

const Complete = element({
  Part: items(Part)
    .refine((parts) => parts.length <= 10_000)
    .default([]),
});

export const COMPLETE: Configuration<z.infer<typeof Complete>> = { schema: Complete };

/** The upload that a call names. @throws {ServiceError} NoSuchUpload */
export const requireUpload = (services: S3Parts, call: S3Call): MultipartUpload => {
  requireBucket(services, call);
  const id = call.query.get("uploadId") ?? "";
  const upload = services.uploads.find(call.bucket, call.key, id);
  if (!upload) throw noSuchUpload(id);
  return upload;
};

/** fidelity: docs: S3 user guide, "Amazon S3 multipart upload limits": all but the last */
const MIN_PART_BYTES = 5_242_880;

/** The parts that are to be put together, in order. @throws {ServiceError} */
export const chosenParts = (
  { id, algorithm, checksumType }: MultipartUpload,
  there: readonly UploadedPart[],
  wanted: z.infer<typeof Complete>["Part"],
): readonly UploadedPart[] => {
  if (wanted.length === 0) throw invalidRequest("You must specify at least one part");
  const numbers = wanted.map(({ PartNumber }) => PartNumber);
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) {
    throw new ServiceError(
      "InvalidPartOrder",
      "The list of parts was not in ascending order. Parts must be ordered by part number.",
      400,
      { UploadId: id },
    );
  }
  const chosen = wanted.map((part) => {
    const { PartNumber, ETag } = part;
    const found = there.find(({ number }) => number === PartNumber);
    const member = `Checksum${algorithm}`;
    const claimed = (part as Readonly<Record<string, unknown>>)[member];
    if (found && checksumType === "COMPOSITE" && claimed === undefined) {
      const name = algorithm?.toLowerCase();
      throw invalidRequest(
        `The upload was created using a ${name} checksum. The complete request must include the checksum for each part. It was missing for part ${PartNumber} in the request.`,
      );
    }
    const sameChecksum =
      claimed === undefined || found?.checksums[`x-amz-checksum-${algorithm?.toLowerCase()}`] === claimed;
    if (found && bare(found.etag) === bare(ETag) && sameChecksum) return found;
    throw new ServiceError(
      "InvalidPart",
      "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
      400,
      { UploadId: id, PartNumber, ETag: bare(ETag) },
    );
  });
  const small = chosen.slice(0, -1).find(({ size }) => size < MIN_PART_BYTES);
  if (!small) return chosen;
  throw new ServiceError("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", 400, {
    ProposedSize: small.size,
    MinSizeAllowed: MIN_PART_BYTES,
    PartNumber: small.number,
    ETag: bare(small.etag),
  });
};

const bare = (etag: string): string => etag.trim().replace(/^"|"$/g, "");

/** fidelity: docs: S3 API reference, "Object": the MD5 of the parts' MD5s, and their number */
export const etagOfParts = (parts: readonly UploadedPart[]): string => {
  const md5s = Buffer.concat(parts.map(({ etag }) => Buffer.from(bare(etag), "hex")));
  return `"${createHash("md5").update(md5s).digest("hex")}-${parts.length}"`;
};
