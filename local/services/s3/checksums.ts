import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

type Checksum = (bytes: Buffer) => string;

const digest =
  (algorithm: string): Checksum =>
  (bytes) =>
    createHash(algorithm).update(bytes).digest("base64");

/** A reflected CRC of 64 bits in two halves; one of 32 bits has a high half of zero. */
const crc = (high: number, low: number, bits: 32 | 64): Checksum => {
  const table = Array.from({ length: 256 }, (_, byte) => {
    let [h, l] = [0, byte];
    for (let bit = 0; bit < 8; bit++) {
      const odd = l & 1;
      l = (l >>> 1) | (h << 31);
      h >>>= 1;
      if (odd) [h, l] = [h ^ high, l ^ low];
    }
    return [h, l] as const;
  });
  return (bytes) => {
    let [h, l] = [bits === 64 ? -1 : 0, -1];
    for (const byte of bytes) {
      const [th, tl] = table[(l ^ byte) & 0xff] ?? [0, 0];
      l = ((l >>> 8) | (h << 24)) ^ tl;
      h = (h >>> 8) ^ th;
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
  "content-md5": digest("md5"),
  "x-amz-checksum-sha1": digest("sha1"),
  "x-amz-checksum-sha256": digest("sha256"),
  "x-amz-checksum-sha512": digest("sha512"),
  "x-amz-checksum-crc32c": crc(0, 0x82f63b78, 32),
  "x-amz-checksum-crc64nvme": crc(0x9a6c9329, 0xac4bc9b5, 64),
  "x-amz-checksum-crc32": (bytes) => {
    const value = Buffer.alloc(4);
    value.writeUInt32BE(crc32(bytes));
    return value.toString("base64");
  },
};
