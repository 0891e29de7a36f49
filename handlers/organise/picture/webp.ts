import { NotAPicture, type Picture, requireEnd, slice } from "./picture";

/** What is shown: https://developers.google.com/speed/webp/docs/riff_container (read 2026-11) */
const KEPT = new Set(["VP8X", "ALPH", "VP8 ", "VP8L"]);
const MOVING = new Set(["ANIM", "ANMF"]);
/** Of the flags in VP8X; the others speak of what goes. */
const ALPHA = 0x10;

export const readWebp = (bytes: Buffer): Picture => {
  requireEnd(bytes, bytes.readUInt32LE(4) + 8);
  const kept: Buffer[] = [];
  const sizes: Pick<Picture, "width" | "height">[] = [];
  for (let at = 12; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    const chunk = Buffer.from(slice(bytes, at, end));
    const type = chunk.toString("latin1", 0, 4);
    if (MOVING.has(type)) throw new NotAPicture("It moves.");
    const size = sizeOf(type, chunk.subarray(8));
    if (size) sizes.push(size);
    if (type === "VP8X") chunk[8] = chunk.readUInt8(8) & ALPHA;
    if (KEPT.has(type)) kept.push(chunk);
    at = end;
  }
  const [first, last] = [sizes[0], sizes.at(-1)];
  const extended = kept[0]?.toString("latin1", 0, 4) === "VP8X";
  if (first === undefined || last === undefined || sizes.length !== (extended ? 2 : 1))
    throw new NotAPicture("It is broken.");
  // That of the canvas and that of the picture on it.
  if (first.width !== last.width || first.height !== last.height) throw new NotAPicture("It is broken.");
  const content = Buffer.concat([Buffer.from("WEBP"), ...kept]);
  const header = Buffer.from("RIFF\0\0\0\0");
  header.writeUInt32LE(content.length, 4);
  return { ...first, bytes: Buffer.concat([header, content]) };
};

const sizeOf = (type: string, data: Buffer): Pick<Picture, "width" | "height"> | undefined => {
  switch (type) {
    case "VP8X":
      return { width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 };
    case "VP8 ":
      if (data.readUIntBE(3, 3) !== 0x9d012a) throw new NotAPicture("It is broken.");
      return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
    case "VP8L": {
      if (data.readUInt8(0) !== 0x2f) throw new NotAPicture("It is broken.");
      const bits = data.readUInt32LE(1);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
  }
  return undefined;
};
