import { crc32 } from "node:zlib";
import { NotAPicture, type Picture, requireEnd, slice } from "./picture";

const SIGNATURE_BYTES = 8;

/** What is shown, and in which colours: https://www.w3.org/TR/png-3/#5ChunkOrdering (read 2026-11). Texts and the rest go. */
const KEPT = new Set(["IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "IDAT", "IEND"]);

export const readPng = (bytes: Buffer): Picture => {
  const kept = [slice(bytes, 0, SIGNATURE_BYTES)];
  const seen = new Set<string>();
  let at = SIGNATURE_BYTES;
  while (!seen.has("IEND")) {
    const end = at + bytes.readUInt32BE(at) + 12;
    const chunk = slice(bytes, at, end);
    const type = chunk.toString("latin1", 4, 8);
    if (crc32(chunk.subarray(4, -4)) !== chunk.readUInt32BE(chunk.length - 4)) throw new NotAPicture("It is broken.");
    // A capital at first says that nothing can be shown without it.
    if (!KEPT.has(type) && /^[^a-z]/.test(type)) throw new NotAPicture("It has parts that a PNG has not.");
    if ((seen.size === 0) !== (type === "IHDR")) throw new NotAPicture("It is broken.");
    seen.add(type);
    if (KEPT.has(type)) kept.push(chunk);
    at = end;
  }
  requireEnd(bytes, at);
  if (!seen.has("IDAT")) throw new NotAPicture("It is broken.");
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), bytes: Buffer.concat(kept) };
};
