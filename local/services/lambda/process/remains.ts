import { processesIn } from "../../../lifecycle/processes-in";

const BOOTSTRAPPED = /\0[^\0]*\/bootstrap\.cjs\0/;

/**
 * Ends functions of a local cloud on the same data that was killed together with its reaper. Those that wait for work
 * end by themselves; busy ones do not notice.
 */
export const endFunctions = (folder: string): void => {
  for (const pid of processesIn(folder, BOOTSTRAPPED)) {
    try {
      // The group: a function may have children.
      process.kill(-pid, "SIGKILL");
    } catch {
      // It is gone already.
    }
  }
};
