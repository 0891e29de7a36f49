import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { CURRENT, type SecretRecord, versionAt } from "../secret-record";
import { namedSecret } from "./secrets-operation";

const Input = z.object({
  SecretId: z.string().min(1).max(2_048),
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
});

export const getSecretValue = operation(
  "GetSecretValue",
  Input,
  { action: "secretsmanager:GetSecretValue", on: namedSecret },
  () => (input, record) => shownValue(record, input),
);

/** A value as answers show it. @throws {ServiceError} for a version that is not there */
export const shownValue = (
  record: SecretRecord,
  { VersionId, VersionStage }: { readonly VersionId?: string | undefined; readonly VersionStage?: string | undefined },
) => {
  const [id, version] = found(
    VersionId === undefined
      ? versionAt(record, VersionStage ?? CURRENT)
      : Object.entries(record.versions).find(([each]) => each === VersionId),
    VersionId === undefined ? `staging label: ${VersionStage ?? CURRENT}` : `VersionId: ${VersionId}`,
  );
  return {
    ARN: record.arn,
    Name: record.name,
    VersionId: id,
    SecretString: version.text,
    SecretBinary: version.binary,
    VersionStages: version.stages,
    CreatedDate: version.createdAt / 1000,
  };
};

const found = <T>(value: T | undefined, what: string): T => {
  if (value !== undefined) return value;
  throw new ServiceError(
    "ResourceNotFoundException",
    `Secrets Manager can't find the specified secret value for ${what}`,
  );
};
