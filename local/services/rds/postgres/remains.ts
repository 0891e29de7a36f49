import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { processesIn } from "../../../lifecycle/processes-in";
import { socketPath } from "./socket-folder";

const GRACE_MS = 5_000;

/**
 * Clears the way for a server on `data`, whose socket lies in `socket`: ends what an earlier crash left at work there, be
 * it a busy connection of a server that is gone, and removes the locks of numbers that some process has. PostgreSQL
 * clears the others itself, but believes those of a process of which only the exit status is left.
 */
export const clearRemains = async (data: string, socket: string): Promise<void> => {
  await endServers(data);
  for (const lock of [postmasterLock(data), `${socketPath(socket)}.lock`]) {
    if (isTaken(firstLine(lock))) rmSync(lock, { force: true });
  }
};

/** Ends PostgreSQL where it works on `data`, `initdb` too. */
export const endServers = async (data: string): Promise<void> => {
  // SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one.
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    for (const pid of servers(data)) send(pid, signal);
    for (const until = Date.now() + GRACE_MS; Date.now() < until; await sleep(20)) {
      if (servers(data).length === 0) return;
    }
  }
  throw new Error(`process ${servers(data).join(", ")} still works on ${data} and does not end: end it by hand`);
};

const POSTGRES = /^([^\0]*\/)?(postgres|initdb)[:\0]/;

const servers = (data: string): readonly number[] => {
  if (process.platform === "linux") return processesIn(data, POSTGRES);
  const pid = firstLine(postmasterLock(data));
  if (!(pid > 1)) return [];
  const line = spawnSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  return line.includes("postgres") && line.includes(data) ? [pid] : [];
};

const postmasterLock = (data: string): string => join(data, "postmaster.pid");

const firstLine = (lock: string): number => {
  try {
    return Number.parseInt(readFileSync(lock, "utf8"), 10);
  } catch {
    return Number.NaN;
  }
};

/** Also of a lock that holds no number: PostgreSQL takes an empty one for that of a server that starts. */
const isTaken = (pid: number): boolean => !Number.isInteger(pid) || send(pid, 0);

const send = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};
