import type { ChildProcess, SpawnOptions } from "node:child_process";

/** Processes and ports of the local cloud: nothing outlives it, however it ends. */
export interface Lifecycle {
  /** Starts a child in a process group of its own that is killed when the local cloud ends, also by `kill -9`. */
  spawn(command: string, args: readonly string[], options: SpawnOptions): ChildProcess;
  /** A free TCP port of 127.0.0.1: `preferred` when it is free, otherwise the next free one above it. */
  port(preferred: number): Promise<number>;
}
