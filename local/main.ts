// `npm start`: the local cloud in a terminal.
import { join, relative } from "node:path";
import { startCloud } from "./cloud";
import { commandLine } from "./command-line";
import { onStopSignals } from "./lifecycle/stop-signals";
import { dataPaths } from "./paths";
import { Progress, seconds } from "./progress";
import { TerminalLog } from "./terminal-log";
import { walkthrough } from "./walkthrough";

/** Of a process that was ended by Ctrl-C before it was ready. */
const INTERRUPTED = 130;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs until `signal` is aborted. */
const run = async (signal: AbortSignal): Promise<void> => {
  const { stack, port, data } = commandLine(process.argv.slice(2));
  const root = process.cwd();
  const folder = data ?? join(root, ".local");
  const shown = relative(root, folder).startsWith("..") ? folder : relative(root, folder);
  const log = new TerminalLog({
    folder: dataPaths(folder).logs,
    write: (text) => process.stdout.write(text),
    colours: process.stdout.isTTY === true,
  });
  const progress = new Progress(print);
  print(`Starting stack ${stack} on ${shown}`);
  try {
    const running = await startCloud({ root, stack, folder, port, log, signal, onEvent: progress.onEvent });
    for (const line of progress.summary()) print(line);
    for (const line of walkthrough(running, dataPaths(shown))) print(line);
    // Since the process was started.
    print(`\nReady after ${seconds(performance.now())}. Ctrl-C ends everything; the data stays.\n`);
    await aborted(signal);
    print("Stopping");
    await running.close();
  } finally {
    await log.close();
  }
};

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

const main = async (): Promise<number> => {
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

void main().then((code) => process.exit(code));
