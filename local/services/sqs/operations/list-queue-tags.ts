import * as z from "zod";
import { operation } from "../../../wire/operation";
import { type SqsServices, targetQueue } from "../sqs-services";

const Input = z.object({ QueueUrl: z.string().optional() });

export const listQueueTags = operation("ListQueueTags", Input, (services: SqsServices) => ({ QueueUrl }, call) => {
  const { tags } = targetQueue(services, call, QueueUrl, "sqs:ListQueueTags").record;
  return Object.keys(tags).length > 0 ? { Tags: tags } : {};
});
