import type { SQSHandler, SQSRecord } from "aws-lambda";
import * as env from "serverless-tiers/runtime/env";
import { detailOf, type ReceivedEvent } from "serverless-tiers/runtime/events";
import { idempotency, keyOf } from "serverless-tiers/runtime/idempotency";
import { batchFailures } from "serverless-tiers/runtime/sqs-batch";
import { Changed } from "../fault-contracts";
import { keep } from "./keep";

const once = idempotency(env.table("done"), { workSeconds: 5 });

/** Each message fails the first time, some before and some after the work is done. */
const failsAt = ({ messageId, attributes }: SQSRecord, when: "before" | "after"): void => {
  const before = Number.parseInt(messageId.slice(-1), 16) % 2 === 0;
  if (attributes.ApproximateReceiveCount === "1" && before === (when === "before")) throw new Error(`fails ${when}`);
};

export const handler: SQSHandler = async ({ Records }) => {
  const failed: string[] = [];
  for (const record of Records) {
    try {
      failsAt(record, "before");
      const event: ReceivedEvent = JSON.parse(record.body);
      const { itemId, revision, value } = detailOf(Changed, event);
      await once(keyOf(event), () => keep(`half ${itemId}`, revision, value));
      failsAt(record, "after");
    } catch {
      failed.push(record.messageId);
    }
  }
  return batchFailures(failed);
};
