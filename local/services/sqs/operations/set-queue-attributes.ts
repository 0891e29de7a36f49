import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { queueOfUrl, type SqsServices } from "../sqs-services";

const Input = z.object({ QueueUrl: z.string().optional(), Attributes: z.record(z.string(), z.string()) });

export const setQueueAttributes = operation(
  "SetQueueAttributes",
  Input,
  { action: "sqs:SetQueueAttributes", on: queueOfUrl },
  (services: SqsServices) =>
    async ({ Attributes }, queue) => {
      await services.registry.setAttributes(queue, Attributes);
      return {};
    },
);
