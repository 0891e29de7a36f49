import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { queueDoesNotExist } from "../errors";
import type { SqsParts } from "./sqs-operation";

const Input = z.object({ QueueName: z.string(), QueueOwnerAWSAccountId: z.string().optional() });

export const getQueueUrl = operation(
  "GetQueueUrl",
  Input,
  {
    action: "sqs:GetQueueUrl",
    on: ({ registry }: SqsParts, { QueueName, QueueOwnerAWSAccountId }, { principal }) => {
      const queue = registry.named(QueueName);
      return resource({ resource: registry.arn(QueueName), resourcePolicy: queue?.settings.policy }, () => {
        if (!queue || (QueueOwnerAWSAccountId ?? principal.account) !== principal.account) throw queueDoesNotExist();
        return queue;
      });
    },
  },
  ({ registry }) =>
    (_, { record }) => ({ QueueUrl: registry.url(record.name) }),
);
