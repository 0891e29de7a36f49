import { ServiceError } from "../../../wire/service-error";
import { invalidRequest } from "../s3-errors";
import type { ChecksumType } from "../storage/stored-object";
import type { MultipartUpload, UploadedPart } from "../storage/uploads";
import { ALGORITHMS, CHECKSUMS, headerOf } from "./checksums";

/** Of which kind the checksum of an upload is; `undefined`: S3 makes its own of the whole. */
// fidelity: docs: S3 user guide, "Checking object integrity", multipart uploads; observed: the texts
export const checksumKind = (
  headers: Readonly<Record<string, string>>,
): Pick<MultipartUpload, "algorithm" | "checksumType"> => {
  const algorithm = headers["x-amz-checksum-algorithm"]?.toUpperCase();
  const type = headers["x-amz-checksum-type"]?.toUpperCase();
  if (algorithm === undefined) {
    if (type === undefined) return {};
    throw invalidRequest("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
  }
  if (!ALGORITHMS.some((each) => each === algorithm)) {
    throw invalidRequest(
      `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${ALGORITHMS.join(", ")}]`,
    );
  }
  const byDefault: ChecksumType = algorithm === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE";
  if (type === undefined) return { algorithm, checksumType: byDefault };
  if (type !== "FULL_OBJECT" && type !== "COMPOSITE") {
    throw invalidRequest("Value for x-amz-checksum-type header is invalid.");
  }
  const impossible = type === "FULL_OBJECT" ? algorithm.startsWith("SHA") : algorithm === "CRC64NVME";
  if (!impossible) return { algorithm, checksumType: type };
  throw invalidRequest(
    `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
  );
};

/** The checksum of an object made of parts, by its header. */
export const checksumOfParts = (
  { algorithm = "CRC64NVME", checksumType = "FULL_OBJECT" }: Pick<MultipartUpload, "algorithm" | "checksumType">,
  parts: readonly UploadedPart[],
  whole: () => Buffer,
): Record<string, string> => {
  const header = headerOf(algorithm);
  const compute = CHECKSUMS[header];
  if (!compute) return {};
  if (checksumType === "FULL_OBJECT") return { [header]: compute(whole()) };
  const each = parts.map(({ checksums }) => Buffer.from(checksums[header] ?? "", "base64"));
  return { [header]: `${compute(Buffer.concat(each))}-${parts.length}` };
};

/** What the client says of the whole, which may be of the other kind. */
export const requireSameChecksum = (
  headers: Readonly<Record<string, string>>,
  actual: Readonly<Record<string, string>>,
): void => {
  for (const [header, value] of Object.entries(actual)) {
    const claimed = headers[header];
    if (claimed === undefined || claimed === value || claimed === value.replace(/-\d+$/, "")) continue;
    throw new ServiceError(
      "BadDigest",
      `The ${header.slice("x-amz-checksum-".length)} you specified did not match the calculated checksum.`,
      400,
    );
  }
};
