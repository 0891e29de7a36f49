import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { Filters, fitting } from "../filters";
import { page } from "../page";
import type { SecretRecord } from "../secret-record";
import { summary, versionStages } from "./describe-secret";
import type { SecretsParts } from "./secrets-operation";

const Input = z.object({
  MaxResults: z.int().min(1).max(100).default(100),
  NextToken: z.string().optional(),
  IncludePlannedDeletion: z.boolean().default(false),
  Filters: Filters.default([]),
  SortBy: z.enum(["created-date", "last-accessed-date", "last-changed-date", "name"]).default("created-date"),
  SortOrder: z.enum(["asc", "desc"]).default("asc"),
});

export const listSecrets = operation(
  "ListSecrets",
  Input,
  { action: "secretsmanager:ListSecrets", on: (_: SecretsParts) => resource("*") },
  ({ secrets, cloud }) =>
    (input) => {
      const found = secrets
        .all()
        .filter(({ deletion }) => input.IncludePlannedDeletion || !deletion)
        .filter(fitting(input.Filters, cloud.region));
      const order = ORDERS[input.SortBy];
      const sorted = [...found].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
      if (input.SortOrder === "desc") sorted.reverse();
      const { shown, NextToken } = page(sorted, ({ name }) => name, input);
      const SecretList = shown.map((record) => ({
        ...summary(record, cloud.region),
        ...versionStages("SecretVersionsToStages", record),
      }));
      return { SecretList, NextToken };
    },
);

const ORDERS: Readonly<Record<z.output<typeof Input>["SortBy"], (record: SecretRecord) => number | string>> = {
  "created-date": ({ createdAt }) => createdAt,
  "last-accessed-date": ({ accessedAt = 0 }) => accessedAt,
  "last-changed-date": ({ changedAt }) => changedAt,
  name: ({ name }) => name,
};
