import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
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

/** A process that was killed, or told to stop, is gone by then; nobody minds an error that comes so late. */
const PATIENCE_MS = 2_000;

/**
 * Takes the data in `folder` for this process; the returned function gives it back. The lock of a process that is no
 * more is taken over, and one that may be about to end is waited for.
 * @throws LockedError when a living process keeps it.
 */
export const lock = async (folder: string, patienceMs = PATIENCE_MS): Promise<() => void> => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "lock");
  const own = JSON.stringify({ pid: process.pid, start: processStart(process.pid) } satisfies Holder);
  const draft = `${path}.${process.pid}`;
  const until = performance.now() + patienceMs;
  try {
    writeFileSync(draft, own);
    while (!linked(draft, path)) {
      const holder = removeStale(path);
      if (holder === undefined) continue;
      if (performance.now() > until) throw new LockedError(folder, holder.pid);
      await sleep(20);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  removeDrafts(folder);
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

/** Who holds the lock, when that is a living process; otherwise it is gone. */
const removeStale = (path: string): Holder | undefined => {
  const found = read(path);
  if (found === undefined) return undefined;
  const holder = parse(found);
  if (holder && isAlive(holder)) return holder;
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return undefined;
  }
  // Between reading and moving, another process may have taken the lock over: then it was theirs that moved.
  if (read(aside) !== found) linked(aside, path);
  rmSync(aside, { force: true });
  return undefined;
};

/** What processes left that were killed while they asked for the lock. */
const removeDrafts = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    const pid = /^lock\.(?:stale\.)?(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && processStart(Number(pid)) === undefined) rmSync(join(folder, name), { force: true });
  }
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
