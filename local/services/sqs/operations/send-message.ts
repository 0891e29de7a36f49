import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { newMessage } from "../messages/new-message";
import { MessageInput } from "./message-input";
import { messagesOfQueue, type SqsParts } from "./sqs-operation";

const Input = MessageInput.extend({ QueueUrl: z.string().optional() });

export const sendMessage = operation(
  "SendMessage",
  Input,
  { action: "sqs:SendMessage", on: messagesOfQueue("send") },
  (services: SqsParts) => async (input, queue, call) => {
    const { message, answer } = newMessage(input, queue.settings, call.principal.userId, services.clock.now());
    return { ...(await queue.send(message)), ...answer };
  },
);
