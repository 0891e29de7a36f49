// fidelity: observed: texts of Runtime.ExitError
/** What Lambda says of a process that ended. */
export const exitReason = (code: number | null, signal: NodeJS.Signals | null): string => {
  if (signal) return `Runtime exited with error: signal: ${SIGNALS[signal] ?? signal.slice(3).toLowerCase()}`;
  return code === 0 ? "Runtime exited without providing a reason" : `Runtime exited with error: exit status ${code}`;
};

const SIGNALS: Partial<Record<NodeJS.Signals, string>> = {
  SIGKILL: "killed",
  SIGABRT: "aborted",
  SIGSEGV: "segmentation fault",
  SIGTERM: "terminated",
};
