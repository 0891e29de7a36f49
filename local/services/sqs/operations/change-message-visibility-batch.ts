import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { checkRange } from "../messages/message-checks";
import { checkBatch, eachEntry } from "./batch";
import { queueOfUrl } from "./sqs-operation";

const Input = z.object({
  QueueUrl: z.string().optional(),
  Entries: z.array(z.object({ Id: z.string(), ReceiptHandle: z.string(), VisibilityTimeout: z.int().optional() })),
});

export const changeMessageVisibilityBatch = operation(
  "ChangeMessageVisibilityBatch",
  Input,
  { action: "sqs:ChangeMessageVisibility", on: queueOfUrl },
  () =>
    ({ Entries }, queue) => {
      checkBatch(Entries, "ChangeMessageVisibilityBatchRequestEntry");
      return eachEntry(Entries, ({ ReceiptHandle, VisibilityTimeout = 0 }) => {
        checkRange(VisibilityTimeout, "VisibilityTimeout", 0, 43_200, "Must be between 0 and 43200.");
        queue.changeVisibility(ReceiptHandle, VisibilityTimeout);
        return {};
      });
    },
);
