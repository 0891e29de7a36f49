const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** npm passes a Ctrl-C on to a process that the terminal has told already. */
const SAME_MS = 300;

/**
 * Ctrl-C and its like: the first one calls `stop`, which ends everything in order; a second one calls `abandon`, which
 * ends this process at once. Returns a function that gives the signals back.
 */
export const onStopSignals = (
  stop: () => void,
  abandon: () => void,
  now: () => number = () => performance.now(),
): (() => void) => {
  let first: number | undefined;
  const handler = () => {
    if (first === undefined) {
      first = now();
      stop();
    } else if (now() - first > SAME_MS) {
      abandon();
    }
  };
  for (const signal of SIGNALS) process.on(signal, handler);
  return () => {
    for (const signal of SIGNALS) process.off(signal, handler);
  };
};
