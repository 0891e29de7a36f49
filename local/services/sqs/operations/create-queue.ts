import * as z from "zod";
import { operation } from "../../../wire/operation";
import { requirePermission } from "../permissions";
import type { SqsServices } from "../sqs-services";

const Texts = z.record(z.string(), z.string());
const Input = z.object({ QueueName: z.string(), Attributes: Texts.optional(), tags: Texts.optional() });

export const createQueue = operation(
  "CreateQueue",
  Input,
  ({ registry, access }: Pick<SqsServices, "registry" | "access">) =>
    async ({ QueueName, Attributes = {}, tags }, { principal }) => {
      const arn = registry.arn(QueueName);
      requirePermission(access, principal, "sqs:CreateQueue", { arn, policy: undefined });
      const queue = await registry.create(QueueName, Attributes, tags);
      return { QueueUrl: registry.url(queue.record.name) };
    },
);
