import * as z from "zod";
import { operation } from "../../../wire/operation";
import { checkBatch, eachEntry } from "../batch";
import { checkRange } from "../message-checks";
import { type SqsServices, targetQueue } from "../sqs-services";

const Input = z.object({
  QueueUrl: z.string().optional(),
  Entries: z.array(z.object({ Id: z.string(), ReceiptHandle: z.string(), VisibilityTimeout: z.int().optional() })),
});

export const changeMessageVisibilityBatch = operation(
  "ChangeMessageVisibilityBatch",
  Input,
  (services: SqsServices) =>
    ({ QueueUrl, Entries }, call) => {
      const queue = targetQueue(services, call, QueueUrl, "sqs:ChangeMessageVisibility");
      checkBatch(Entries, "ChangeMessageVisibilityBatchRequestEntry");
      return eachEntry(Entries, ({ ReceiptHandle, VisibilityTimeout = 0 }) => {
        checkRange(VisibilityTimeout, "VisibilityTimeout", 0, 43_200, "Must be between 0 and 43200.");
        queue.changeVisibility(ReceiptHandle, VisibilityTimeout);
        return {};
      });
    },
);
