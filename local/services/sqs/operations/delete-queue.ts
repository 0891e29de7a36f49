import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { queueOfUrl, type SqsParts } from "./sqs-operation";

const Input = z.object({ QueueUrl: z.string().optional() });

export const deleteQueue = operation(
  "DeleteQueue",
  Input,
  { action: "sqs:DeleteQueue", on: queueOfUrl },
  (services: SqsParts) => async (_, queue) => {
    await services.registry.delete(queue);
    return {};
  },
);
