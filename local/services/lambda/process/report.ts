const MB = 1_048_576;

/** The lines that close an invocation in the log. fidelity: docs: "Log and monitor Node.js Lambda functions" */
export const reportLines = (
  requestId: string,
  used: { readonly durationMs: number; readonly memoryBytes: number; readonly initMs: number | undefined },
  memoryMb: number,
): readonly string[] => {
  const { durationMs, initMs } = used;
  const parts = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs)} ms`,
    `Memory Size: ${memoryMb} MB`,
    `Max Memory Used: ${Math.ceil(Math.min(used.memoryBytes / MB, memoryMb))} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
  ];
  return [`END RequestId: ${requestId}`, parts.join("\t")];
};
