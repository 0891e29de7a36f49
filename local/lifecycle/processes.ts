import type { ChildProcess } from "node:child_process";
import type { ChildOptions, Lifecycle } from "./lifecycle";
import { Ports } from "./ports";
import { Reaper } from "./reaper";

/** The lifecycle of one local cloud. `markers` are files that say it is ready: they go with it, however it ends. */
export class Processes implements Lifecycle {
  private readonly reaper: Reaper;
  private readonly ports = new Ports();

  constructor(...markers: readonly string[]) {
    this.reaper = new Reaper(markers);
  }

  spawn(command: string, args: readonly string[], { ending = "kill", ...options }: ChildOptions): ChildProcess {
    return this.reaper.spawn(ending, command, args, options);
  }

  port(preferred: number): Promise<number> {
    return this.ports.find(preferred);
  }

  /** Ends every child that is still alive. */
  close(): Promise<void> {
    return this.reaper.close();
  }
}
