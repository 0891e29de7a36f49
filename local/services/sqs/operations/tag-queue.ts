import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { queueOfUrl, type SqsParts } from "./sqs-operation";

const Input = z.object({ QueueUrl: z.string().optional(), Tags: z.record(z.string(), z.string()) });

export const tagQueue = operation(
  "TagQueue",
  Input,
  { action: "sqs:TagQueue", on: queueOfUrl },
  ({ registry }: SqsParts) =>
    async ({ Tags }, queue) => {
      await registry.change(queue, { ...queue.record, tags: { ...queue.record.tags, ...Tags } });
      return {};
    },
);
