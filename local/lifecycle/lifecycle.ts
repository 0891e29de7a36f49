import type { ChildProcess, SpawnOptions } from "node:child_process";

export interface ChildOptions extends SpawnOptions {
  /**
   * How the child ends when the local cloud does: `kill` at once, or `shutdown`: asked with SIGINT, then SIGQUIT, and
   * killed when it takes longer than a second. A server that keeps data and has processes of its own is shut down.
   * @default "kill"
   */
  readonly ending?: "kill" | "shutdown";
}

/** Processes and ports of the local cloud: nothing outlives it, however it ends. */
export interface Lifecycle {
  /** Starts a child in a process group of its own that ends when the local cloud ends, also by `kill -9`. */
  spawn(command: string, args: readonly string[], options: ChildOptions): ChildProcess;
  /** A free TCP port of 127.0.0.1: `preferred` when it is free, otherwise the next free one above it. 0 is any. */
  port(preferred: number): Promise<number>;
}
