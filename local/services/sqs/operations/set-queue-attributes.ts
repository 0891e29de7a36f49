import * as z from "zod";
import { operation } from "../../../wire/operation";
import { type SqsServices, targetQueue } from "../sqs-services";

const Input = z.object({ QueueUrl: z.string().optional(), Attributes: z.record(z.string(), z.string()) });

export const setQueueAttributes = operation(
  "SetQueueAttributes",
  Input,
  (services: SqsServices) =>
    async ({ QueueUrl, Attributes }, call) => {
      const queue = targetQueue(services, call, QueueUrl, "sqs:SetQueueAttributes");
      await services.registry.setAttributes(queue, Attributes);
      return {};
    },
);
