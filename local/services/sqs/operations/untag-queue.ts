import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { queueOfUrl, type SqsParts } from "./sqs-operation";

const Input = z.object({ QueueUrl: z.string().optional(), TagKeys: z.array(z.string()) });

export const untagQueue = operation(
  "UntagQueue",
  Input,
  { action: "sqs:UntagQueue", on: queueOfUrl },
  ({ registry }: SqsParts) =>
    async ({ TagKeys }, queue) => {
      const tags = Object.entries(queue.record.tags).filter(([key]) => !TagKeys.includes(key));
      await registry.change(queue, { ...queue.record, tags: Object.fromEntries(tags) });
      return {};
    },
);
