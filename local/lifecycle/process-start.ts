import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * When a process was started, in a form that only equals itself; `undefined` when there is no such process, or only
 * its exit status is left: in a container whose first process collects none, that would otherwise live for good.
 * With the process id it names one process for good: ids are used again, after a restart of the machine above all.
 */
export const processStart = (pid: number): string | undefined => {
  try {
    if (process.platform === "linux") {
      // Field 22, counted after the command's name, which may hold blanks and parentheses.
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const [state, ticks] = [fields[0], fields[19]];
      if (state === "Z" || state === "X") return undefined;
      return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${ticks}`;
    }
    const line = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
    return line.startsWith("Z") ? undefined : line.slice(line.indexOf(" ") + 1).trim() || undefined;
  } catch {
    return undefined;
  }
};
