import { createHash } from "node:crypto";
import { ServiceError } from "../../../wire/service-error";
import type { ApiRequest } from "../../../wire/transport/api-request";
import { invalidRequest } from "../s3-errors";
import { ALGORITHMS, algorithmOf, CHECKSUMS, headerOf, isChecksum } from "./checksums";

export interface Upload {
  readonly bytes: Buffer;
  /** Of the content as a whole: the client's, or the one that S3 makes of everything. */
  readonly checksums: Readonly<Record<string, string>>;
}

/** Headers that say something of the content. */
export const UPLOAD_HEADERS = [
  "content-length",
  "content-md5",
  "x-amz-sdk-checksum-algorithm",
  ...Object.keys(CHECKSUMS),
];

/**
 * The content of an upload: unpacked from its chunks, and what the client says of it found true.
 * @param algorithm made of it where the client has sent no checksum
 */
export const readUpload = (
  { body, headers }: Pick<ApiRequest, "body" | "headers">,
  algorithm: string | undefined = "CRC64NVME",
): Upload => {
  const chunked = headers["x-amz-content-sha256"]?.startsWith("STREAMING-") === true;
  const { bytes, trailers } = chunked ? unchunk(body) : { bytes: body, trailers: {} };
  const length = headers["x-amz-decoded-content-length"];
  if (chunked && length !== undefined && Number(length) !== bytes.length) throw incomplete();
  checkMd5(headers["content-md5"], bytes);
  const claimed = claimedChecksum({ ...headers, ...trailers });
  if (claimed === undefined) {
    const made = algorithm && CHECKSUMS[headerOf(algorithm)]?.(bytes);
    return { bytes, checksums: algorithm && made ? { [headerOf(algorithm)]: made } : {} };
  }
  const [header, value] = claimed;
  const name = algorithmOf(header);
  if (CHECKSUMS[header]?.(bytes) !== value) {
    throw new ServiceError("BadDigest", `The ${name} you specified did not match the calculated checksum.`, 400);
  }
  return { bytes, checksums: { [header]: value } };
};

/** The one checksum that a client says, by its header. */
// fidelity: docs: S3 user guide, "Checking object integrity"; observed: localstack test_s3_checksum_*: the texts
const claimedChecksum = (said: Readonly<Record<string, string>>): [header: string, value: string] | undefined => {
  const claimed = Object.keys(CHECKSUMS).flatMap((header): [string, string][] =>
    said[header] === undefined ? [] : [[header, said[header]]],
  );
  const wanted = said["x-amz-sdk-checksum-algorithm"]?.toUpperCase();
  if (wanted !== undefined && !ALGORITHMS.some((each) => each === wanted)) {
    throw invalidRequest(
      `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${ALGORITHMS.join(", ")}]`,
    );
  }
  if (claimed.length > 1) {
    throw invalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
  }
  const [found] = claimed;
  if (!found) {
    if (wanted === undefined || said["content-md5"] !== undefined) return undefined;
    throw invalidRequest(
      "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
    );
  }
  const [header, value] = found;
  if (!isChecksum(algorithmOf(header), value)) throw invalidRequest(`Value for ${header} header is invalid.`);
  return found;
};

const checkMd5 = (claimed: string | undefined, bytes: Buffer): void => {
  if (claimed === undefined) return;
  if (!/^[A-Za-z0-9+/]{22}==$/.test(claimed)) {
    throw new ServiceError("InvalidDigest", "The Content-MD5 you specified was invalid.", 400, {
      "Content-MD5": claimed,
    });
  }
  const actual = createHash("md5").update(bytes).digest("base64");
  if (actual === claimed) return;
  throw new ServiceError("BadDigest", "The Content-MD5 you specified did not match what we received.", 400, {
    ExpectedDigest: claimed,
    CalculatedDigest: actual,
  });
};

const incomplete = (): ServiceError =>
  new ServiceError("IncompleteBody", "The request body terminated unexpectedly", 400);

/** `<hex length>[;chunk-signature=…]\r\n<bytes>\r\n`, a chunk of length 0, then trailers. */
// fidelity: docs: S3 API reference, "Signature Calculations: Transferring Payload in Multiple Chunks"
const unchunk = (body: Buffer): { bytes: Buffer; trailers: Record<string, string> } => {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf("\r\n", at);
    const head = end < 0 ? "" : body.toString("latin1", at, end);
    const length = /^[0-9a-f]{1,8}(?:;|$)/i.test(head) ? Number.parseInt(head, 16) : Number.NaN;
    at = end + 2;
    if (Number.isNaN(length) || at + length > body.length) throw incomplete();
    if (length === 0) return { bytes: Buffer.concat(parts), trailers: trailersOf(body.toString("latin1", at)) };
    parts.push(body.subarray(at, at + length));
    at += length + 2;
  }
};

const trailersOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split("\r\n").flatMap((line) => {
      const colon = line.indexOf(":");
      return colon < 0 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const];
    }),
  );
