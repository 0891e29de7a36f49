import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import type { SqsParts } from "./sqs-operation";

const Texts = z.record(z.string(), z.string());
const Input = z.object({ QueueName: z.string(), Attributes: Texts.optional(), tags: Texts.optional() });

export const createQueue = operation(
  "CreateQueue",
  Input,
  {
    action: "sqs:CreateQueue",
    on: ({ registry }: SqsParts, { QueueName }) => resource(registry.arn(QueueName)),
  },
  ({ registry }) =>
    async ({ QueueName, Attributes = {}, tags }) => {
      const queue = await registry.create(QueueName, Attributes, tags);
      return { QueueUrl: registry.url(queue.record.name) };
    },
);
