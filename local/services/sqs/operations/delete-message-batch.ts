import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { checkBatch, eachEntry } from "./batch";
import { queueOfUrl } from "./sqs-operation";

const Input = z.object({
  QueueUrl: z.string().optional(),
  Entries: z.array(z.object({ Id: z.string(), ReceiptHandle: z.string() })),
});

export const deleteMessageBatch = operation(
  "DeleteMessageBatch",
  Input,
  { action: "sqs:DeleteMessage", on: queueOfUrl },
  () =>
    ({ Entries }, queue) => {
      checkBatch(Entries, "DeleteMessageBatchRequestEntry");
      return eachEntry(Entries, async ({ ReceiptHandle }) => {
        await queue.delete([ReceiptHandle]);
        return {};
      });
    },
);
