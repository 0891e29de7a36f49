import * as z from "zod";
import { operation } from "../../../wire/operation";
import { type SqsServices, targetQueue } from "../sqs-services";
import { page } from "./page";

const Input = z.object({
  QueueUrl: z.string().optional(),
  MaxResults: z.int().optional(),
  NextToken: z.string().optional(),
});

export const listDeadLetterSourceQueues = operation(
  "ListDeadLetterSourceQueues",
  Input,
  (services: SqsServices) =>
    ({ QueueUrl, MaxResults, NextToken }, call) => {
      const { registry } = services;
      const { arn } = targetQueue(services, call, QueueUrl, "sqs:ListDeadLetterSourceQueues");
      const sources = registry.all().filter(({ settings }) => settings.redrive?.deadLetterTargetArn === arn);
      const names = sources.map(({ record }) => record.name);
      const { items, nextToken } = page(names, MaxResults, NextToken);
      return {
        queueUrls: items.map((name) => registry.url(name)),
        ...(nextToken === undefined ? {} : { NextToken: nextToken }),
      };
    },
);
