import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { checkRange } from "../messages/message-checks";
import { queueOfUrl } from "./sqs-operation";

const Input = z.object({ QueueUrl: z.string().optional(), ReceiptHandle: z.string(), VisibilityTimeout: z.int() });

export const changeMessageVisibility = operation(
  "ChangeMessageVisibility",
  Input,
  { action: "sqs:ChangeMessageVisibility", on: queueOfUrl },
  () =>
    ({ ReceiptHandle, VisibilityTimeout }, queue) => {
      checkRange(VisibilityTimeout, "VisibilityTimeout", 0, 43_200, "Must be between 0 and 43200.");
      queue.changeVisibility(ReceiptHandle, VisibilityTimeout);
      return {};
    },
);
