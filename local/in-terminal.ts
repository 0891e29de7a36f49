import { onStopSignals } from "./lifecycle/stop-signals";

/** Of a process that was ended by Ctrl-C before it was ready. */
const INTERRUPTED = 130;

export const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs `run` as the whole of this process, until it ends or Ctrl-C aborts its signal. */
export const runInTerminal = (run: (signal: AbortSignal) => Promise<void>): void => {
  void exitCode(run).then((code) => process.exit(code));
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
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    // Something has to keep the process alive that is not a service.
    const alive = setInterval(() => {}, 2 ** 30);
    signal.addEventListener("abort", () => {
      clearInterval(alive);
      resolve();
    });
  });
