import type { SQSBatchResponse, SQSRecord } from "aws-lambda";
import type * as z from "zod";

/** A message whose body fits the contract. */
export interface Message<T> {
  readonly messageId: string;
  /** The API request that sent it, when it came through the gateway. */
  readonly requestId: string | undefined;
  readonly body: T;
}

/** A message that never will be processed, and why. */
export interface Unfit {
  readonly messageId: string;
  readonly requestId: string | undefined;
  readonly reason: string;
  /** The body as JSON, when it is JSON at all. */
  readonly json: unknown;
}

/** Parses every record of a batch against the contract; order is kept. */
export const parseBatch = <T>(
  records: readonly SQSRecord[],
  contract: z.ZodType<T>,
): { fit: Message<T>[]; unfit: Unfit[] } => {
  const fit: Message<T>[] = [];
  const unfit: Unfit[] = [];
  for (const { messageId, body, messageAttributes } of records) {
    const origin = { messageId, requestId: messageAttributes?.requestId?.stringValue };
    const json = parseJson(body);
    if (json === undefined) {
      unfit.push({ ...origin, reason: "the message is not JSON", json });
      continue;
    }
    const parsed = contract.safeParse(json);
    if (parsed.success) fit.push({ ...origin, body: parsed.data });
    else unfit.push({ ...origin, reason: reasonOf(parsed.error), json });
  }
  return { fit, unfit };
};

/** The answer that leaves exactly these messages on the queue. */
export const batchFailures = (messageIds: Iterable<string>): SQSBatchResponse => ({
  batchItemFailures: [...new Set(messageIds)].map((itemIdentifier) => ({ itemIdentifier })),
});

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const LONGEST_REASON = 500;

/** Names of unknown fields are the client's text: the reason has to be storable whatever they hold. */
const reasonOf = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.length > 0 ? path.join(".") : "the message"}: ${message}`)
    .join("; ")
    .replace(/\p{Cc}/gu, "?")
    .slice(0, LONGEST_REASON)
    .toWellFormed();
