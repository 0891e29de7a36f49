import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { sep } from "node:path";

/**
 * Processes that work in `folder` or below it and whose command line, a zero byte after each argument, is one of `program`:
 * what an earlier run left there when it was killed together with its reaper. Known on Linux alone, elsewhere none.
 */
export const processesIn = (folder: string, program: RegExp): readonly number[] => {
  const here = told(() => realpathSync(folder));
  if (process.platform !== "linux" || here === "") return [];
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && `${told(() => readlinkSync(`/proc/${pid}/cwd`))}${sep}`.startsWith(here + sep))
    .filter((pid) => program.test(told(() => readFileSync(`/proc/${pid}/cmdline`, "utf8"))));
};

/** Nothing of a process that is gone, or somebody else's, or of which only the exit status is left. */
const told = (ask: () => string): string => {
  try {
    return ask();
  } catch {
    return "";
  }
};
