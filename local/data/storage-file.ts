import { closeSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { SetupError } from "../cloud/setup-error";

/** In the first of LMDB's pages: its mark, and the size of a page. A file begins with two pages of that kind. */
const MAGIC = 0xbeefc0de;
const MAGIC_AT = 24;
const PAGE_SIZE_AT = 48;
const HEAD_BYTES = 52;

/**
 * Looks at the file before LMDB does, which takes the whole process down with a file that it cannot read. One that was
 * never whole, because the disk was full or the process was killed while it was made, is removed: nothing is in it.
 * @throws SetupError, with `wayOut`, when it is no file of LMDB
 */
export const checkStorageFile = (path: string, wayOut: string): void => {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return;
  const head = headOf(path);
  if (size >= HEAD_BYTES && head.readUInt32LE(MAGIC_AT) !== MAGIC) {
    throw new SetupError(`${path} is damaged and cannot be read: ${wayOut}`);
  }
  if (size < 2 * head.readUInt32LE(PAGE_SIZE_AT) || size < HEAD_BYTES) rmSync(path);
};

const headOf = (path: string): Buffer => {
  const head = Buffer.alloc(HEAD_BYTES);
  const file = openSync(path, "r");
  try {
    readSync(file, head);
  } finally {
    closeSync(file);
  }
  return head;
};
