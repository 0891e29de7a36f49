import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

const LOADER = join(ROOT, "local/loader/typescript.cjs");

/** `npm start` as a process of its own, on data of its own. */
export interface LocalStack {
  readonly outputs: Readonly<Record<string, string>>;
  /** `.local/env` as a map. */
  readonly env: Readonly<Record<string, string>>;
  /** Everything it printed so far. */
  readonly printed: () => string;
  readonly process: ChildProcess;
  /** Ctrl-C, and wait. */
  stop(): Promise<void>;
  /** `kill -9`, and wait. */
  kill(): Promise<void>;
}

export const newDataFolder = (): string => mkdtempSync(join(tmpdir(), "serverless-tiers-"));

/** Starts the stack of the program in `root` on the data in `folder` and waits until it is ready. */
export const startStack = async (folder: string, root = ROOT): Promise<LocalStack> => {
  const child = spawn(
    process.execPath,
    ["--require", LOADER, join(ROOT, "local/start/main.ts"), "--data", folder, "--port", "0"],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let printed = "";
  let isReady = false;
  const exited = once(child, "exit");
  const ready = new Promise<void>((done) => {
    const read = (chunk: Buffer) => {
      printed += chunk;
      // Later no more: a search puts all of the text together again, megabytes of it under load.
      if (!isReady && printed.includes("Ctrl-C")) {
        isReady = true;
        done();
      }
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
  });
  await Promise.race([
    ready,
    exited.then(([code]) => Promise.reject(new Error(`npm start ended with ${code}:\n${printed}`))),
  ]);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await exited;
  };
  return {
    outputs: JSON.parse(readFileSync(join(folder, "outputs.json"), "utf8")),
    env: Object.fromEntries(
      readFileSync(join(folder, "env"), "utf8")
        .split("\n")
        .filter((line) => line.includes("="))
        .map((line) => [line.slice(0, line.indexOf("=")), unquoted(line.slice(line.indexOf("=") + 1))]),
    ),
    printed: () => printed,
    process: child,
    stop: () => end("SIGINT"),
    kill: () => end("SIGKILL"),
  };
};

const unquoted = (word: string): string => (word.startsWith("'") ? word.slice(1, -1).replaceAll("'\\''", "'") : word);

export interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
  readonly json: unknown;
}

/** One HTTP request with exactly these headers: `fetch` would add its own. */
export const call = (
  method: string,
  url: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> =>
  new Promise((done, fail) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", fail);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        done({ status: response.statusCode ?? 0, headers: response.headers, text, json: parsed(text) });
      });
    });
    sent.on("error", fail);
    sent.end(body);
  });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Asks again every 50 ms until `accept` is content; fails with the last answer after `withinMs`. */
export const eventually = async <T>(
  ask: () => Promise<T>,
  accept: (answer: T) => boolean,
  withinMs: number,
): Promise<T> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (accept(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms; the last answer: ${JSON.stringify(answer)}`);
    await new Promise((next) => setTimeout(next, 50));
  }
};
