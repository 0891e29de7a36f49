import { relative, resolve } from "node:path";
import { explained, makeDataFolder } from "../data/data-folder";
import { dataPaths } from "../data/paths";
import { keepToOneself } from "../data/private-data";
import { onStopSignals } from "../lifecycle/stop-signals";
import { hasColours } from "./colours";
import { take } from "./command-line.cjs";
import type { COMMANDS } from "./commands.cjs";
import { seconds } from "./progress";
import { Steps } from "./steps";
import { TerminalLog } from "./terminal-log";

/** Of a process that was ended by Ctrl-C before it was ready. */
const INTERRUPTED = 130;

export const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** What a command in the terminal works with. */
export interface Session {
  readonly stack: string;
  /** Port of the AWS endpoint; absent: the usual one, or the next free one. */
  readonly port: number | undefined;
  /** Folders of Pulumi.yaml. */
  readonly root: readonly string[];
  /** Folder of all data. */
  readonly folder: string;
  /** The same as one would write it here. */
  readonly shown: string;
  readonly log: TerminalLog;
  readonly steps: Steps;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

type Start = (session: Session) => Promise<{ close(): Promise<void> }>;

/** Runs what `start` starts as the whole of this process, until Ctrl-C. */
export const runInTerminal = (command: typeof COMMANDS.start, start: Start): void => {
  const line = take(command, process.argv.slice(2));
  void exitCode((signal) => run(line, start, signal)).then((code) => process.exit(code));
};

const run = async (
  { words, values: { stack = "local", port, data } }: ReturnType<typeof take<typeof COMMANDS.start.options>>,
  start: Start,
  signal: AbortSignal,
): Promise<void> => {
  const here = process.cwd();
  const folder = resolve(here, data ?? ".local");
  const shown = relative(here, folder).startsWith("..") ? folder : relative(here, folder);
  makeDataFolder(folder);
  keepToOneself(folder);
  const log = new TerminalLog({
    folder: dataPaths(folder).logs,
    write: (text) => process.stdout.write(text),
    colours: hasColours(process.stdout),
  });
  try {
    const running = await start({
      stack,
      port: port === undefined ? undefined : Number(port),
      root: words.length === 0 ? [here] : words.map((word) => resolve(here, word)),
      folder,
      shown,
      log,
      steps: new Steps(print),
      signal,
    });
    // Since the process was started.
    print(`\nReady after ${seconds(performance.now())}. Ctrl-C ends everything; the data stays.\n`);
    await aborted(signal);
    print("Stopping");
    await running.close();
  } catch (error) {
    throw explained(error, folder);
  } finally {
    log.close();
  }
};

const exitCode = async (run: (signal: AbortSignal) => Promise<void>): Promise<number> => {
  const stop = new AbortController();
  onStopSignals(
    () => stop.abort(),
    () => process.exit(INTERRUPTED),
  );
  // A terminal that was closed must not turn a stop into a crash.
  process.stdout.on("error", () => {});
  try {
    await run(stop.signal);
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return INTERRUPTED;
    process.stderr.write(`error: ${error instanceof Error ? error.message : error}\n`);
    return 1;
  }
};

/** Waits for the end of what runs until it is stopped. */
const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    // Something has to keep the process alive that is not a service.
    const alive = setInterval(() => {}, 2 ** 30);
    signal.addEventListener("abort", () => {
      clearInterval(alive);
      resolve();
    });
  });
