/** A picture of which nothing is left but what is shown: no texts, no places where it was taken, no other files. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
}

/** Why bytes are not taken for a picture, in words for whoever uploaded them. */
export class NotAPicture extends Error {
  override readonly name = "NotAPicture";
}

/** @throws {RangeError} where there are not as many. */
export const slice = (bytes: Buffer, from: number, to: number): Buffer => {
  if (to > bytes.length) throw new RangeError();
  return bytes.subarray(from, to);
};

/** @throws {NotAPicture} where anything is behind the end of a picture. */
export const requireEnd = (bytes: Buffer, end: number): void => {
  if (end !== bytes.length) throw new NotAPicture("Something else follows the picture in the file.");
};
