import { orientationIn } from "./orientation";
import { NotAPicture, type Picture, requireEnd, slice } from "./picture";

/** Markers: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, table B.1 (read 2026-11) */
const [SOI, EOI, SOS, DRI, DQT, DHT, EXIF] = [0xd8, 0xd9, 0xda, 0xdd, 0xdb, 0xc4, 0xe1];
/** Of frames that browsers show: baseline, extended, progressive. */
const FRAMES = [0xc0, 0xc1, 0xc2];
const TABLES = [DRI, DQT, DHT];

/** Segments of applications that say how colours are meant, by marker and length; a longer one holds something else. */
const MEANING: Readonly<Record<number, number>> = { 224: 16, 238: 14 };

export const readJpeg = (bytes: Buffer): Picture => {
  const kept: Buffer[] = [Buffer.from([0xff, SOI])];
  let size: Pick<Picture, "width" | "height"> | undefined;
  let scanned = false;
  let at = 2;
  for (;;) {
    if (bytes.readUInt8(at) !== 0xff) throw new NotAPicture("It is broken.");
    const marker = bytes.readUInt8(at + 1);
    if (marker === EOI) break;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    const end = marker === SOS ? endOfScan(bytes, at + 2 + length) : at + 2 + length;
    const segment = slice(bytes, at, end);
    if (FRAMES.includes(marker)) {
      if (size !== undefined) throw new NotAPicture("There are two pictures in it.");
      size = { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) };
    } else if (marker === SOS) scanned = true;
    else if (!TABLES.includes(marker) && !isSaid(marker))
      throw new NotAPicture("It has parts that browsers do not show.");
    if (!isSaid(marker) || MEANING[marker] === length) kept.push(segment);
    else if (marker === EXIF) kept.push(orientationIn(segment));
    at = end;
  }
  requireEnd(bytes, at + 2);
  if (size === undefined || !scanned) throw new NotAPicture("It is broken.");
  return { ...size, bytes: Buffer.concat([...kept, Buffer.from([0xff, EOI])]) };
};

/** Of applications, and comments: what is said and not shown. */
const isSaid = (marker: number): boolean => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;

/** Where the next marker is: neither a byte of the picture that is written as two, nor a restart. */
const endOfScan = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes.readUInt8(at + 1);
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new RangeError();
};
