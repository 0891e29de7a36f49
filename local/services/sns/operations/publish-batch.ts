import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { useTopicKey } from "../key-use";
import { bytesOf, checkMessage, MAX_BYTES } from "../settings/message-checks";
import { Message } from "./message-input";
import { type SnsParts, topicOf } from "./sns-operation";

const Entry = Message.extend({ Id: z.string() });
const Input = z.object({ TopicArn: z.string(), PublishBatchRequestEntries: z.array(Entry) });

type Entry = z.output<typeof Entry>;

/** fidelity: observed: what is wrong with one message fails the whole batch */
export const publishBatch = operation(
  "PublishBatch",
  Input,
  { action: "sns:Publish", on: topicOf },
  ({ publisher, cloud }: SnsParts) =>
    async ({ PublishBatchRequestEntries: entries }, topic, { principal }) => {
      const { arn } = topic;
      useTopicKey(cloud, topic, principal);
      checkBatch(entries);
      for (const [index, entry] of entries.entries()) {
        checkMessage(entry, `publishBatchRequestEntries.${index + 1}.member.`);
      }
      publisher.checkIds(arn, entries);
      if (entries.reduce((sum, entry) => sum + bytesOf(entry), 0) > MAX_BYTES) {
        throw refusal("BatchRequestTooLong", "The length of all the messages put together is more than the limit.");
      }
      const Successful = [];
      // One after the other: those of a FIFO topic keep their order.
      for (const entry of entries) Successful.push({ Id: entry.Id, ...(await publisher.publish(arn, entry)) });
      return { Successful, Failed: [] };
    },
);

const refusal = (code: string, message: string): ServiceError => new ServiceError(code, message);

// fidelity: observed: sns-api-batch-id-character, and test_publish_batch_exceptions of LocalStack's tests
const checkBatch = (entries: readonly Entry[]): void => {
  if (entries.length === 0) throw refusal("EmptyBatchRequest", "The batch request doesn't contain any entries.");
  if (entries.length > 10) {
    throw refusal("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw refusal("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
  }
  for (const { Id } of entries) {
    const about = "The Id of a batch entry in the batch request";
    if (Id.length > 80) throw refusal("InvalidBatchEntryId", `${about} is too long: ${Id}`);
    if (!/^[A-Za-z0-9_-]+$/.test(Id)) {
      throw refusal("InvalidBatchEntryId", `${about} contains an impermissible character: ${Id}`);
    }
  }
};
