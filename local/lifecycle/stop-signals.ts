const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Ctrl-C and its like: the first one calls `stop`, which ends everything in order; a second one calls `abandon`, which
 * ends this process at once. Returns a function that gives the signals back.
 */
export const onStopSignals = (stop: () => void, abandon: () => void): (() => void) => {
  let stopping = false;
  const handler = () => {
    if (stopping) return abandon();
    stopping = true;
    stop();
  };
  for (const signal of SIGNALS) process.on(signal, handler);
  return () => {
    for (const signal of SIGNALS) process.off(signal, handler);
  };
};
