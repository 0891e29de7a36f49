import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { processStart } from "./process-start";

interface Holder {
  readonly pid: number;
  readonly start: string | undefined;
}

/** Another local cloud works on the same data. */
export class LockedError extends Error {
  override readonly name = "LockedError";

  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(
      `a local cloud already runs on ${folder} (process ${pid}): use it, or end it with Ctrl-C in its terminal or \`kill ${pid}\``,
    );
  }
}

/**
 * Takes the data in `folder` for this process; the returned function gives it back. The lock of a process that is no
 * more is taken over.
 * @throws LockedError when a living process has it.
 */
export const lock = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "lock");
  const own = JSON.stringify({ pid: process.pid, start: processStart(process.pid) } satisfies Holder);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, own);
  try {
    while (!linked(draft, path)) removeStale(folder, path);
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (read(path) === own) rmSync(path, { force: true });
  };
};

/** A hard link to a whole file: the lock never exists half written. */
const linked = (draft: string, path: string): boolean => {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
};

const removeStale = (folder: string, path: string): void => {
  const found = read(path);
  if (found === undefined) return;
  const holder = parse(found);
  if (holder && isAlive(holder)) throw new LockedError(folder, holder.pid);
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  // Between reading and moving, another process may have taken the lock over: then it was theirs that moved.
  if (read(aside) !== found) linked(aside, path);
  rmSync(aside, { force: true });
};

const isAlive = ({ pid, start }: Holder): boolean => start !== undefined && processStart(pid) === start;

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
};

const parse = (text: string): Holder | undefined => {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
};
