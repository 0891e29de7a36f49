import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { batchError } from "../errors";
import { checkFifoBatch } from "../fifo/fifo-message";
import { contentBytes } from "../messages/message-checks";
import { newMessage } from "../messages/new-message";
import { checkBatch, eachEntry } from "./batch";
import { MessageInput } from "./message-input";
import { messagesOfQueue, type SqsParts } from "./sqs-operation";

const Input = z.object({
  QueueUrl: z.string().optional(),
  Entries: z.array(MessageInput.extend({ Id: z.string() })),
});

/** fidelity: docs: API_SendMessageBatch: 1 MiB for all messages together */
const MAX_BYTES = 1_048_576;

export const sendMessageBatch = operation(
  "SendMessageBatch",
  Input,
  { action: "sqs:SendMessage", on: messagesOfQueue("send") },
  (services: SqsParts) =>
    ({ Entries }, queue, call) => {
      checkBatch(Entries, "SendMessageBatchRequestEntry");
      const bytes = Entries.reduce(
        (sum, { MessageBody, MessageAttributes = {} }) =>
          sum + contentBytes({ body: MessageBody, attributes: MessageAttributes }),
        0,
      );
      if (bytes > MAX_BYTES) {
        throw batchError(
          "BatchRequestTooLong",
          `Batch requests cannot be longer than ${MAX_BYTES} bytes. You have sent ${bytes} bytes.`,
        );
      }
      if (queue.settings.fifo) checkFifoBatch(Entries, queue.settings.fifo);
      return eachEntry(
        Entries,
        async (entry) => {
          const { message, answer } = newMessage(entry, queue.settings, call.principal.userId, services.clock.now());
          return { ...(await queue.send(message)), ...answer };
        },
        (message) => message.replace("parameters are invalid.", "parameters cannot be validated."),
      );
    },
);
