import type { PosterType } from "../../../contracts/organising";
import { readJpeg } from "./jpeg";
import { NotAPicture, type Picture } from "./picture";
import { readPng } from "./png";
import { readWebp } from "./webp";

/** What a browser may be asked to unpack: about 140 MB. */
const MAX_SIDE = 6_000;

/** By the bytes that all begin with, in hexadecimal digits. */
const KINDS: readonly (readonly [PosterType, RegExp, (bytes: Buffer) => Picture])[] = [
  ["image/png", /^89504e470d0a1a0a/, readPng],
  ["image/jpeg", /^ffd8ff/, readJpeg],
  ["image/webp", /^52494646.{8}57454250/, readWebp],
];

/**
 * The picture in these bytes, whatever their name and whoever sent them.
 *
 * @param says Of what type they are said to be.
 * @throws {NotAPicture} for another type, for what is broken, and for what goes on behind its end or is two files in one.
 */
export const pictureOf = (bytes: Buffer, says: string | undefined): Picture & { readonly type: PosterType } => {
  const start = bytes.toString("hex", 0, 12);
  const [type, , read] = KINDS.find(([, begins]) => begins.test(start)) ?? [];
  if (type === undefined || read === undefined) throw new NotAPicture("It is no PNG, JPEG or WebP picture.");
  if (type !== says) throw new NotAPicture(`It is said to be ${says ?? "of no type"} and is ${type}.`);
  const picture = complete(() => read(bytes));
  const { width, height } = picture;
  if (!(width >= 1 && height >= 1 && width <= MAX_SIDE && height <= MAX_SIDE))
    throw new NotAPicture(`It has ${width} by ${height} pixels: at most ${MAX_SIDE} by ${MAX_SIDE} are taken.`);
  return { ...picture, type };
};

/** What is read beyond the end of a buffer is a `RangeError`. */
const complete = (read: () => Picture): Picture => {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? new NotAPicture(CUT_OFF) : error;
  }
};

const CUT_OFF = "The picture is not complete.";
