import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { anySecret } from "./secrets-operation";

const Input = z.object({
  SecretId: z.string().min(1).max(2_048),
  IncludeDeprecated: z.boolean().default(false),
});

/** All in one page. */
export const listSecretVersionIds = operation(
  "ListSecretVersionIds",
  Input,
  { action: "secretsmanager:ListSecretVersionIds", on: anySecret },
  () =>
    ({ IncludeDeprecated }, { arn, name, versions }) => ({
      ARN: arn,
      Name: name,
      Versions: Object.entries(versions)
        .filter(([, { stages }]) => IncludeDeprecated || stages.length > 0)
        .map(([VersionId, { stages, createdAt }]) => ({
          VersionId,
          ...(stages.length > 0 ? { VersionStages: stages } : {}),
          CreatedDate: createdAt / 1000,
          KmsKeyIds: ["DefaultEncryptionKey"],
        })),
    }),
);
