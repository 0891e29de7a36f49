import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { page } from "../page";
import { shownStages } from "../secret-record";
import { SecretId } from "./inputs";
import { anySecret } from "./secrets-operation";

const Input = z.object({
  SecretId,
  MaxResults: z.int().min(1).max(100).default(100),
  NextToken: z.string().optional(),
  IncludeDeprecated: z.boolean().default(false),
});

export const listSecretVersionIds = operation(
  "ListSecretVersionIds",
  Input,
  { action: "secretsmanager:ListSecretVersionIds", on: anySecret },
  () =>
    (input, { arn, name, versions, kmsKeyId = "DefaultEncryptionKey" }) => {
      const all = Object.entries(versions).filter(([, { stages }]) => input.IncludeDeprecated || stages.length > 0);
      const { shown, NextToken } = page(all, ([id]) => id, input);
      return {
        ARN: arn,
        Name: name,
        Versions: shown.map(([VersionId, version]) => ({
          VersionId,
          ...(version.stages.length > 0 ? { VersionStages: shownStages(version) } : {}),
          ...(version.accessedAt === undefined ? {} : { LastAccessedDate: version.accessedAt / 1000 }),
          CreatedDate: version.createdAt / 1000,
          KmsKeyIds: [kmsKeyId],
        })),
        NextToken,
      };
    },
);
