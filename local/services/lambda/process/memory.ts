import { readFileSync } from "node:fs";

/** Linux on every machine that Node supports but a few ARM servers, where the limit is then four times as wide. */
const PAGE_BYTES = 4_096;
const INTERVAL_MS = 100;

/**
 * Calls `exceeded` once the process holds more than `limitBytes`; the function returned ends the watch. Only Linux
 * tells without asking the process; elsewhere the limit of Node's heap has to do.
 */
export const watchMemory = (pid: number, limitBytes: number, exceeded: () => void): (() => void) => {
  if (process.platform !== "linux") return () => {};
  const timer = setInterval(() => {
    if (residentBytes(pid) <= limitBytes) return;
    clearInterval(timer);
    exceeded();
  }, INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
};

const residentBytes = (pid: number): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
};
