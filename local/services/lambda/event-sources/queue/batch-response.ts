/** Which messages of a batch are done. */
export type BatchResult =
  | { readonly kind: "partial"; readonly failed: ReadonlySet<string> }
  /** The whole batch counts as failed; why, for the developer. */
  | { readonly kind: "malformed"; readonly reason: string };

/**
 * Reads what a function with ReportBatchItemFailures answered.
 * fidelity: docs: "Handling errors for an SQS event source in Lambda", success and failure conditions; an id that is not
 * in the batch: guess
 */
export const readBatchResponse = (payload: Buffer, messageIds: ReadonlySet<string>): BatchResult => {
  let response: unknown;
  try {
    response = JSON.parse(payload.toString("utf8"));
  } catch {
    return malformed("the response is not JSON");
  }
  if (response === null || typeof response !== "object") return ALL_DONE;
  const failures = (response as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === undefined || failures === null) return ALL_DONE;
  if (!Array.isArray(failures)) return malformed("batchItemFailures is not a list");
  const failed = new Set<string>();
  for (const failure of failures as unknown[]) {
    const id = (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof id !== "string" || id === "") return malformed(`${JSON.stringify(failure)} has no itemIdentifier`);
    if (!messageIds.has(id)) return malformed(`itemIdentifier ${id} is no message of the batch`);
    failed.add(id);
  }
  return { kind: "partial", failed };
};

const ALL_DONE: BatchResult = { kind: "partial", failed: new Set() };

const malformed = (reason: string): BatchResult => ({ kind: "malformed", reason });
