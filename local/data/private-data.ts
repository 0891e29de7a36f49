import { chmodSync, existsSync, lstatSync, readdirSync, realpathSync, type Stats } from "node:fs";
import { basename, join } from "node:path";
import type { Log } from "../cloud/log";
import { SetupError } from "../cloud/setup-error";
import { isPassage } from "../lifecycle/passage";
import { dataPaths } from "./paths";

/** What group and others may do. */
const OTHERS = 0o077;

/** One of these lies in every folder that a local cloud has worked on. */
const OURS = /^(state\.lmdb|lock|outputs\.json|rds|postgres|peers)/;

/**
 * From now on what this process and its children write is for their user alone, whatever the umask was: libraries,
 * servers and functions write in the folder of all data too.
 * @throws SetupError when `folder` holds anything but data of a local cloud.
 */
export const keepToOneself = (folder: string): void => {
  process.umask(OTHERS);
  refuseForeign(folder);
};

/** Takes from other users what an earlier version left open to them in the folder of all data, and says so. */
export const closeToOthers = (folder: string, log: Log): void => {
  // Its engine writes there under the umask of its own shell, behind a closed folder: no news.
  close(dataPaths(folder).pulumi);
  const { closed, kept } = close(realpathSync(folder));
  if (closed > 0) log.info("data", `${counted(closed)} of ${folder} stood open to other users: closed`);
  if (kept > 0) {
    const why = "they belong to one of them, or their disk keeps no modes";
    log.warn("data", `${counted(kept)} of ${folder} stay open to other users: ${why}`);
  }
};

const counted = (count: number): string => (count === 1 ? "1 file or folder" : `${count} files and folders`);

/** What follows would take it from those who share it, and `tiers reset` would delete it. */
const refuseForeign = (folder: string): void => {
  if (basename(folder) === ".local" || !existsSync(folder)) return;
  // Logs alone are of a start that came no further.
  const names = readdirSync(folder).filter((name) => name !== "logs");
  if (names.length === 0 || names.some((name) => OURS.test(name))) return;
  throw new SetupError(
    `${folder} holds ${names[0]}, which is no data of a local cloud: name a new or an empty folder with --data`,
  );
};

interface Count {
  closed: number;
  /** That could not be. */
  kept: number;
}

/** Takes from group and others what they may do to `path` and everything below; a folder before what is in it. */
const close = (path: string, count: Count = { closed: 0, kept: 0 }): Count => {
  try {
    const found = lstatSync(path);
    if (isOpen(found)) {
      chmodSync(path, found.mode & ~OTHERS);
      count[isOpen(lstatSync(path)) ? "kept" : "closed"]++;
    }
    if (found.isDirectory()) for (const name of readdirSync(path)) close(join(path, name), count);
  } catch (error) {
    // A server that a crash left behind still works on its files.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") count.kept++;
  }
  return count;
};

const isOpen = (found: Stats): boolean => (found.mode & OTHERS) !== 0 && !found.isSymbolicLink() && !isPassage(found);
