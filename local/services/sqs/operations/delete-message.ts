import * as z from "zod";
import { operation } from "../../../wire/operation";
import { type SqsServices, targetQueue } from "../sqs-services";

const Input = z.object({ QueueUrl: z.string().optional(), ReceiptHandle: z.string() });

/** fidelity: docs: API_DeleteMessage: a superseded handle still answers 200, and the message may stay */
export const deleteMessage = operation(
  "DeleteMessage",
  Input,
  (services: SqsServices) =>
    async ({ QueueUrl, ReceiptHandle }, call) => {
      await targetQueue(services, call, QueueUrl, "sqs:DeleteMessage").delete([ReceiptHandle]);
      return {};
    },
);
