import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { queueOfUrl } from "./sqs-operation";

const Input = z.object({ QueueUrl: z.string().optional() });

export const listQueueTags = operation(
  "ListQueueTags",
  Input,
  { action: "sqs:ListQueueTags", on: queueOfUrl },
  () => (_, queue) => {
    const { tags } = queue.record;
    return Object.keys(tags).length > 0 ? { Tags: tags } : {};
  },
);
