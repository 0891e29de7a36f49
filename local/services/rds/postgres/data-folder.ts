import { chmodSync, chownSync, constants, cpSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes a data folder and all below it private to its owner; PostgreSQL refuses to start on any other. The folder itself
 * comes last: when its owner and mode are right, everything below is.
 */
export const makePrivate = (folder: string, owner?: number): void => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makePrivate(path, owner);
    else if (entry.isFile()) give(path, 0o600, owner);
  }
  give(folder, 0o700, owner);
};

const give = (path: string, mode: number, owner: number | undefined): void => {
  if (owner !== undefined) chownSync(path, owner, owner);
  chmodSync(path, mode);
};

/**
 * Copies a data folder, or of one that is in use what `takes` says. Node 20 keeps the modes of the folders in it; later ones do not.
 */
export const copyPrivate = (from: string, to: string, takes: (path: string) => boolean = () => true): void => {
  // Where the file system can, the copy shares its blocks with the original.
  cpSync(from, to, { recursive: true, preserveTimestamps: true, mode: constants.COPYFILE_FICLONE, filter: takes });
  makePrivate(to);
};
