import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

type Checksum = (bytes: Buffer) => string;

const digest =
  (algorithm: string): Checksum =>
  (bytes) =>
    createHash(algorithm).update(bytes).digest("base64");

/** A reflected CRC of 64 bits in two halves; one of 32 bits has a high half of zero. */
const crc = (high: number, low: number, bits: 32 | 64): Checksum => {
  const highs = new Int32Array(256);
  const lows = new Int32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let [h, l] = [0, byte];
    for (let bit = 0; bit < 8; bit++) {
      const odd = l & 1;
      l = (l >>> 1) | (h << 31);
      h >>>= 1;
      if (odd) [h, l] = [h ^ high, l ^ low];
    }
    highs[byte] = h;
    lows[byte] = l;
  }
  return (bytes) => {
    let [h, l] = [bits === 64 ? -1 : 0, -1];
    // By index: an iterator over bytes takes several times as long.
    for (let index = 0; index < bytes.length; index++) {
      const at = (l ^ (bytes[index] ?? 0)) & 0xff;
      l = ((l >>> 8) | (h << 24)) ^ (lows[at] ?? 0);
      h = (h >>> 8) ^ (highs[at] ?? 0);
    }
    const value = Buffer.alloc(8);
    value.writeInt32BE(~h, 0);
    value.writeInt32BE(~l, 4);
    return value.subarray(8 - bits / 8).toString("base64");
  };
};

/** What a client may say of its content, by header. */
// fidelity: docs: S3 user guide, "Checking object integrity"; CRC-32C and CRC-64/NVME of the catalogue of CRC algorithms
export const CHECKSUMS: Readonly<Record<string, Checksum>> = {
  "x-amz-checksum-sha1": digest("sha1"),
  "x-amz-checksum-sha256": digest("sha256"),
  "x-amz-checksum-crc32c": crc(0, 0x82f63b78, 32),
  "x-amz-checksum-crc64nvme": crc(0x9a6c9329, 0xac4bc9b5, 64),
  "x-amz-checksum-crc32": (bytes) => {
    const value = Buffer.alloc(4);
    value.writeUInt32BE(crc32(bytes));
    return value.toString("base64");
  },
};

const BYTES: Readonly<Record<string, number>> = { SHA1: 20, SHA256: 32, CRC32: 4, CRC32C: 4, CRC64NVME: 8 };

export const ALGORITHMS = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const;

export const headerOf = (algorithm: string): string => `x-amz-checksum-${algorithm.toLowerCase()}`;

/** `CRC32C` of its header. */
export const algorithmOf = (header: string): string => header.slice("x-amz-checksum-".length).toUpperCase();

/** Whether a text can be the checksum of an algorithm. */
export const isChecksum = (algorithm: string, text: string): boolean => {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === BYTES[algorithm] && bytes.toString("base64") === text;
};

/** As members of XML: `ChecksumCRC32C`. */
export const checksumMembers = (checksums: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(checksums).map(([header, value]) => [`Checksum${algorithmOf(header)}`, value]));
