import { ServiceError } from "../../wire/service-error";
import type { ApiRequest } from "../../wire/transport/api-request";
import { CHECKSUMS } from "./checksums";

export interface Upload {
  readonly bytes: Buffer;
  readonly checksums: Readonly<Record<string, string>>;
}

/** The content of an upload: unpacked from its chunks, and what the client says of it found true. */
export const readUpload = ({ body, headers }: Pick<ApiRequest, "body" | "headers">): Upload => {
  const chunked = headers["x-amz-content-sha256"]?.startsWith("STREAMING-") === true;
  const { bytes, trailers } = chunked ? unchunk(body) : { bytes: body, trailers: {} };
  const said = { ...headers, ...trailers };
  const checksums: Record<string, string> = {};
  for (const [name, compute] of Object.entries(CHECKSUMS)) {
    const claimed = said[name];
    if (claimed === undefined) continue;
    const actual = compute(bytes);
    // fidelity: docs: S3 user guide, "Checking object integrity"
    if (claimed !== actual) throw badDigest(name === "content-md5" ? "Content-MD5" : name.slice(15).toUpperCase());
    if (name !== "content-md5") checksums[name] = claimed;
  }
  return { bytes, checksums };
};

const badDigest = (what: string): ServiceError =>
  new ServiceError("BadDigest", `The ${what} you specified did not match the calculated checksum.`, 400);

/** `<hex length>[;chunk-signature=…]\r\n<bytes>\r\n`, a chunk of length 0, then trailers. */
// fidelity: docs: S3 API reference, "Signature Calculations: Transferring Payload in Multiple Chunks"
const unchunk = (body: Buffer): { bytes: Buffer; trailers: Record<string, string> } => {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf("\r\n", at);
    const head = end < 0 ? "" : body.toString("latin1", at, end);
    const length = /^[0-9a-f]{1,8}(?:;|$)/i.test(head) ? Number.parseInt(head, 16) : Number.NaN;
    at = end + 2;
    if (Number.isNaN(length) || at + length > body.length) {
      throw new ServiceError("IncompleteBody", "The request body terminated unexpectedly", 400);
    }
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
