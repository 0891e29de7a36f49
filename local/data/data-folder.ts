import { accessSync, constants, mkdirSync, statfsSync } from "node:fs";
import { SetupError } from "../cloud/setup-error";

/**
 * Makes the folder of all data if need be.
 * @throws SetupError when it cannot be one, or this user may not write there
 */
export const makeDataFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "ENOTDIR") {
      throw new SetupError(`${folder} is a file, or lies below one: name the folder of all data with --data`);
    }
    if (tellsFull(error)) throw noSpace(folder, message);
    throw new SetupError(
      `the local cloud cannot keep its data in ${folder} (${message}): let this user write there, or name another folder with --data`,
    );
  }
  if (isFull(folder)) throw noSpace(folder, "less than 1 MB");
};

/** The same error, or one that says what to do where the disk or the files in the folder of all data are the reason. */
export const explained = (error: unknown, folder: string): unknown => {
  if (!(error instanceof Error)) return error;
  const { code, message, path } = error as NodeJS.ErrnoException;
  if (tellsFull(error) || isFull(folder)) return noSpace(folder, message);
  if (!path?.startsWith(folder) || !["EACCES", "EPERM", "EROFS"].includes(code ?? "")) return error;
  return new SetupError(
    `${path} cannot be written (${message}): start as the user who made ${folder}, or name another folder with --data`,
  );
};

const noSpace = (folder: string, message: string): SetupError =>
  new SetupError(
    `no space is left for ${folder}: free some and start again, or name a folder on another disk with --data (${message})`,
  );

/** In the words of Node, of LMDB or of PostgreSQL. */
const FULL = /ENOSPC|EDQUOT|no space left on device|disk quota exceeded|check free disk space/i;

const tellsFull = (error: unknown): boolean => FULL.test(error instanceof Error ? error.message : String(error));

/** With less, LMDB takes the process down instead of saying so. */
const LITTLE_BYTES = 1024 * 1024;

const isFull = (folder: string): boolean => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < LITTLE_BYTES;
  } catch {
    return false;
  }
};
