import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { described } from "./describe-secret";
import type { SecretsParts } from "./secrets-operation";

const Input = z.object({
  MaxResults: z.int().min(1).max(100).default(100),
  NextToken: z.string().optional(),
  IncludePlannedDeletion: z.boolean().default(false),
  Filters: z.array(z.object({ Key: z.string(), Values: z.array(z.string()) })).optional(),
});

export const listSecrets = operation(
  "ListSecrets",
  Input,
  { action: "secretsmanager:ListSecrets", on: (_: SecretsParts) => resource("*") },
  ({ secrets }) =>
    ({ MaxResults, NextToken = "", Filters = [], IncludePlannedDeletion }) => {
      const other = Filters.find(({ Key }) => Key !== "name");
      if (other) throw new ServiceError("NotEmulatedByLocalCloud", `ListSecrets by ${other.Key} is not emulated`, 501);
      // fidelity: docs: API_ListSecrets, Filters: a name filter matches prefixes, ignoring case
      const fits = (name: string) =>
        Filters.every(({ Values }) => Values.some((value) => name.toLowerCase().startsWith(value.toLowerCase())));
      const rest = secrets
        .all()
        .filter(({ deletion }) => IncludePlannedDeletion || !deletion)
        .filter(({ name }) => name > NextToken && fits(name));
      const shown = rest.slice(0, MaxResults);
      return {
        SecretList: shown.map((record) => {
          const { VersionIdsToStages: SecretVersionsToStages, ...summary } = described(record);
          return { ...summary, SecretVersionsToStages };
        }),
        NextToken: rest.length > shown.length ? shown.at(-1)?.name : undefined,
      };
    },
);
