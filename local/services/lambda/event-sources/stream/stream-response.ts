/** What a function with ReportBatchItemFailures says of a batch of a stream. */
export type StreamResult =
  | { readonly kind: "done" }
  /** The records from this one on come again. */
  | { readonly kind: "from"; readonly sequenceNumber: string }
  /** The whole batch counts as failed; why, for the developer. */
  | { readonly kind: "malformed"; readonly reason: string };

const DONE: StreamResult = { kind: "done" };

/**
 * Reads it: the lowest sequence number counts.
 * fidelity: observed: batches with an empty id, a number, another key, an unknown number fail whole, without a function
 * error; an empty text, list or object, null and no failures are success
 */
export const readStreamResponse = (payload: Buffer, sequenceNumbers: readonly string[]): StreamResult => {
  let response: unknown;
  try {
    response = JSON.parse(payload.toString("utf8"));
  } catch {
    return { kind: "malformed", reason: "the response is not JSON" };
  }
  if (response === "" || response === null) return DONE;
  if (typeof response !== "object") return { kind: "malformed", reason: "the response is no object" };
  const failures = (response as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === undefined || failures === null) return DONE;
  if (!Array.isArray(failures)) return { kind: "malformed", reason: "batchItemFailures is not a list" };
  const places = failures.map((failure: { itemIdentifier?: string } | null) =>
    sequenceNumbers.indexOf(failure?.itemIdentifier ?? ""),
  );
  const unknown = places.indexOf(-1);
  if (unknown >= 0) {
    const shown = JSON.stringify(failures[unknown]);
    return { kind: "malformed", reason: `${shown} names no sequence number of the batch` };
  }
  const lowest = sequenceNumbers[Math.min(...places)];
  return lowest === undefined ? DONE : { kind: "from", sequenceNumber: lowest };
};
