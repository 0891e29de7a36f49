import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSHandler } from "aws-lambda";
import * as env from "serverless-tiers/runtime/env";
import { detailOf, type ReceivedEvent } from "serverless-tiers/runtime/events";
import { idempotency, keyOf } from "serverless-tiers/runtime/idempotency";
import { log } from "serverless-tiers/runtime/log";
import { batchFailures } from "serverless-tiers/runtime/sqs-batch";
import { traced } from "serverless-tiers/runtime/trace";
import { BookingChanged } from "../../contracts/events";

const client = traced(new SQSClient());
const { url: QueueUrl } = env.queue("notifications");
const once = idempotency(env.table("handled"), { client: traced(new DynamoDBClient()) });

/** Sends each booking that has ended on to whoever tells its holder, once. */
export const handler: SQSHandler = async ({ Records }) => {
  const failed: string[] = [];
  for (const { messageId, body } of Records) {
    try {
      const event: ReceivedEvent = JSON.parse(body);
      const MessageBody = JSON.stringify(detailOf(BookingChanged, event));
      await once(keyOf(event), async () => void (await client.send(new SendMessageCommand({ QueueUrl, MessageBody }))));
    } catch (error) {
      log.error("not notified", { messageId, reason: String(error) });
      failed.push(messageId);
    }
  }
  return batchFailures(failed);
};
