/** How a camera was held, 1 to 8: https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E, tag 274 (read 2026-11) */
const TAG = 0x0112;
const HEADER = Buffer.from("Exif\0\0", "latin1");

const NOTHING = Buffer.alloc(0);

/** The segment of a JPEG that says how the picture is to be turned, and nothing else; empty where the given one does not. */
export const orientationIn = (segment: Buffer): Buffer => {
  try {
    const value = valueIn(segment);
    return value !== undefined && value >= 1 && value <= 8 ? saying(value) : NOTHING;
  } catch (error) {
    // It speaks of bytes that it has not. A picture can be shown without.
    if (error instanceof RangeError) return NOTHING;
    throw error;
  }
};

const valueIn = (segment: Buffer): number | undefined => {
  const tiff = segment.subarray(10);
  const order = tiff.toString("latin1", 0, 4);
  if (!segment.subarray(4, 10).equals(HEADER) || !["II*\0", "MM\0*"].includes(order)) return undefined;
  const isLittle = order === "II*\0";
  const read16 = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const entries = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let index = 0; index < read16(entries); index++) {
    const at = entries + 2 + index * 12;
    if (read16(at) === TAG) return read16(at + 8);
  }
  return undefined;
};

/** Big-endian, with one entry: SHORT, once. */
const saying = (value: number): Buffer => {
  const tiff = Buffer.from("4d4d002a00000008000101120003000000010000000000000000", "hex");
  tiff.writeUInt16BE(value, 18);
  const head = Buffer.from([0xff, 0xe1, 0, 2 + HEADER.length + tiff.length]);
  return Buffer.concat([head, HEADER, tiff]);
};
