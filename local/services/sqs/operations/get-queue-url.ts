import * as z from "zod";
import { operation } from "../../../wire/operation";
import { queueDoesNotExist } from "../errors";
import { requirePermission } from "../permissions";
import type { SqsServices } from "../sqs-services";

const Input = z.object({ QueueName: z.string(), QueueOwnerAWSAccountId: z.string().optional() });

export const getQueueUrl = operation(
  "GetQueueUrl",
  Input,
  ({ registry, access }: Pick<SqsServices, "registry" | "access">) =>
    ({ QueueName, QueueOwnerAWSAccountId }, { principal }) => {
      const queue = registry.named(QueueName);
      const policy = queue?.settings.policy;
      requirePermission(access, principal, "sqs:GetQueueUrl", { arn: registry.arn(QueueName), policy });
      if (!queue || (QueueOwnerAWSAccountId ?? principal.account) !== principal.account) throw queueDoesNotExist();
      return { QueueUrl: registry.url(QueueName) };
    },
);
