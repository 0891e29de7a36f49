import * as z from "zod";
import { operation } from "../../../wire/operation";
import { checkBatch, eachEntry } from "../batch";
import { type SqsServices, targetQueue } from "../sqs-services";

const Input = z.object({
  QueueUrl: z.string().optional(),
  Entries: z.array(z.object({ Id: z.string(), ReceiptHandle: z.string() })),
});

export const deleteMessageBatch = operation(
  "DeleteMessageBatch",
  Input,
  (services: SqsServices) =>
    ({ QueueUrl, Entries }, call) => {
      const queue = targetQueue(services, call, QueueUrl, "sqs:DeleteMessage");
      checkBatch(Entries, "DeleteMessageBatchRequestEntry");
      return eachEntry(Entries, async ({ ReceiptHandle }) => {
        await queue.delete([ReceiptHandle]);
        return {};
      });
    },
);
