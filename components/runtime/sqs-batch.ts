import type { SQSBatchResponse, SQSRecord } from "aws-lambda";
import type * as z from "zod";
import { fitTo } from "./fit-to";

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
  contract: z.core.$ZodType<T>,
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
    const parsed = fitTo(json, contract, "the message");
    if (parsed.fits) fit.push({ ...origin, body: parsed.value });
    else unfit.push({ ...origin, reason: parsed.reason, json });
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
