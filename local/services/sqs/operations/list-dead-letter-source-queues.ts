import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { page } from "./page";
import { queueOfUrl } from "./sqs-operation";

const Input = z.object({
  QueueUrl: z.string().optional(),
  MaxResults: z.int().optional(),
  NextToken: z.string().optional(),
});

export const listDeadLetterSourceQueues = operation(
  "ListDeadLetterSourceQueues",
  Input,
  { action: "sqs:ListDeadLetterSourceQueues", on: queueOfUrl },
  ({ registry }) =>
    ({ MaxResults, NextToken }, queue) => {
      const { arn } = queue;
      const sources = registry.all().filter(({ settings }) => settings.redrive?.deadLetterTargetArn === arn);
      const names = sources.map(({ record }) => record.name);
      const { items, nextToken } = page(names, MaxResults, NextToken);
      return {
        queueUrls: items.map((name) => registry.url(name)),
        ...(nextToken === undefined ? {} : { NextToken: nextToken }),
      };
    },
);
