import * as z from "zod";
import { operation } from "../../../wire/operation";
import { newMessage } from "../new-message";
import { type SqsServices, targetQueue } from "../sqs-services";
import { MessageInput } from "./message-input";

const Input = MessageInput.extend({ QueueUrl: z.string().optional() });

export const sendMessage = operation(
  "SendMessage",
  Input,
  (services: SqsServices) =>
    async ({ QueueUrl, ...input }, call) => {
      const queue = targetQueue(services, call, QueueUrl, "sqs:SendMessage");
      const { message, answer } = newMessage(input, queue.settings, call.principal.userId, services.clock.now());
      return { ...(await queue.send(message)), ...answer };
    },
);
