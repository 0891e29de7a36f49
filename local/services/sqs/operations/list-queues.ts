import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { page } from "./page";
import type { SqsParts } from "./sqs-operation";

const Input = z.object({
  QueueNamePrefix: z.string().optional(),
  MaxResults: z.int().optional(),
  NextToken: z.string().optional(),
});

export const listQueues = operation(
  "ListQueues",
  Input,
  { action: "sqs:ListQueues", on: ({ registry }: SqsParts) => resource(registry.arn("*")) },
  ({ registry }) =>
    ({ QueueNamePrefix = "", MaxResults, NextToken }) => {
      const names = registry.all().map(({ record }) => record.name);
      const matching = names.filter((name) => name.startsWith(QueueNamePrefix));
      const { items, nextToken } = page(matching, MaxResults, NextToken);
      return {
        ...(items.length > 0 ? { QueueUrls: items.map((name) => registry.url(name)) } : {}),
        ...(nextToken === undefined ? {} : { NextToken: nextToken }),
      };
    },
);
