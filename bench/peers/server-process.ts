import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const READY_WITHIN_MS = 90_000;
const STOP_WITHIN_MS = 10_000;
const OUTPUT_KEPT = 2000;

export interface ServerProcess {
  stop(): Promise<void>;
}

interface Command {
  readonly command: string;
  readonly args: readonly string[];
  /** It runs in this folder, and has its home and its temporary files there. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Answers with a status below 500 once the server is ready. */
  readonly ready: string;
}

/**
 * Starts a server and waits until it answers.
 * @throws Error with the end of its output, when it ends or does not answer in time; then it does not run any more
 */
export const startServer = async ({ command, args, folder, env, ready }: Command): Promise<ServerProcess> => {
  const TMPDIR = join(folder, "tmp");
  rmSync(TMPDIR, { recursive: true, force: true });
  mkdirSync(TMPDIR, { recursive: true });
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, HOME: folder, TMPDIR, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk).slice(-OUTPUT_KEPT);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  child.on("error", (error) => keep(Buffer.from(error.message)));
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!(await answers(ready))) {
    if (hasEnded(child)) throw new Error(`it ended at its start: ${lastLine(output)}`);
    if (performance.now() > deadline) {
      await stop(child);
      throw new Error(`it did not answer within ${READY_WITHIN_MS / 1000} s: ${lastLine(output)}`);
    }
    await delay(200);
  }
  return { stop: () => stop(child) };
};

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    ({ status }) => status < 500,
    () => false,
  );

// Without a pid it never ran: the command is not there.
const hasEnded = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid === undefined || exitCode !== null || signalCode !== null;

const stop = async (child: ChildProcess): Promise<void> => {
  if (hasEnded(child)) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const kill = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
  await exited;
  clearTimeout(kill);
};

export const lastLine = (output: string): string => output.trim().split("\n").at(-1)?.trim() ?? "";

/** Ports of 127.0.0.1 that nobody listens on. */
export const freePorts = async (count: number): Promise<number[]> => {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === "object" && address ? address.port : 0;
  });
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
};
