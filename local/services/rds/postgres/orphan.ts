import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const GRACE_MS = 5_000;

/**
 * Ends a server that an earlier crash of the local cloud left on this data folder, and removes its lock. Only a process
 * that really is PostgreSQL on this folder is ended: process ids are reused.
 */
export const endOrphan = async (data: string): Promise<boolean> => {
  const lock = join(data, "postmaster.pid");
  if (!existsSync(lock)) return false;
  const pid = Number.parseInt(readFileSync(lock, "utf8"), 10);
  const orphan = Number.isInteger(pid) && pid > 1 && serves(pid, data);
  if (orphan) await end(pid, data);
  rmSync(lock, { force: true });
  return orphan;
};

const end = async (pid: number, data: string): Promise<void> => {
  // SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one.
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const until = Date.now() + GRACE_MS; Date.now() < until; ) {
      if (!serves(pid, data)) return;
      await sleep(20);
    }
  }
  throw new Error(`process ${pid} still holds ${data} and does not end; end it by hand`);
};

const serves = (pid: number, data: string): boolean => {
  const line = commandLine(pid);
  return line.includes("postgres") && line.includes(data);
};

/** Empty when there is no such process, or only what is left of one. */
const commandLine = (pid: number): string => {
  if (process.platform !== "linux") {
    return spawnSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
};
