import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { queueOfUrl, type SqsParts } from "./sqs-operation";

const Input = z.object({ QueueUrl: z.string().optional(), Attributes: z.record(z.string(), z.string()) });

export const setQueueAttributes = operation(
  "SetQueueAttributes",
  Input,
  { action: "sqs:SetQueueAttributes", on: queueOfUrl },
  (services: SqsParts) =>
    async ({ Attributes }, queue) => {
      await services.registry.setAttributes(queue, Attributes);
      return {};
    },
);
