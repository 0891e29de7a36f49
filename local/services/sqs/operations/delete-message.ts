import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { queueOfUrl } from "./sqs-operation";

const Input = z.object({ QueueUrl: z.string().optional(), ReceiptHandle: z.string() });

/** fidelity: docs: API_DeleteMessage: a superseded handle still answers 200, and the message may stay */
export const deleteMessage = operation(
  "DeleteMessage",
  Input,
  { action: "sqs:DeleteMessage", on: queueOfUrl },
  () =>
    async ({ ReceiptHandle }, queue) => {
      await queue.delete([ReceiptHandle]);
      return {};
    },
);
