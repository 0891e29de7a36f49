import { chmodSync, chownSync, type Stats, statSync } from "node:fs";

/** Neither a user nor a group of anybody, on every Linux and macOS. */
export const NOBODY = 65534;

const PASSAGE = 0o710;

/** Lets a server that root runs as nobody through a folder, without a look at what else is in it. */
export const makePassage = (folder: string): void => {
  chownSync(folder, statSync(folder).uid, NOBODY);
  chmodSync(folder, PASSAGE);
};

export const isPassage = ({ gid, mode }: Pick<Stats, "gid" | "mode">): boolean =>
  process.getuid?.() === 0 && gid === NOBODY && (mode & 0o777) === PASSAGE;
