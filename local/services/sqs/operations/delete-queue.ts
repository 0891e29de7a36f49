import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { queueOfUrl, type SqsServices } from "../sqs-services";

const Input = z.object({ QueueUrl: z.string().optional() });

export const deleteQueue = operation(
  "DeleteQueue",
  Input,
  { action: "sqs:DeleteQueue", on: queueOfUrl },
  (services: SqsServices) => async (_, queue) => {
    await services.registry.delete(queue);
    return {};
  },
);
