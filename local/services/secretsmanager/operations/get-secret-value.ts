import * as z from "zod";
import type { Principal } from "../../../access/access";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { invalidRequest } from "../errors";
import { CURRENT, hasValue, type SecretRecord, shownStages, versionAt } from "../secret-record";
import { SecretId, Stage } from "./inputs";
import { namedSecret, type SecretsParts } from "./secrets-operation";

const Input = z.object({ SecretId, VersionId: z.string().optional(), VersionStage: Stage.optional() });

interface Wanted {
  readonly VersionId?: string | undefined;
  readonly VersionStage?: string | undefined;
}

export const getSecretValue = operation(
  "GetSecretValue",
  Input,
  { action: "secretsmanager:GetSecretValue", on: namedSecret },
  (services) =>
    (input, record, { principal }) =>
      readValue(services, principal, record, input),
);

/** A value as answers show it. @throws {ServiceError} for a version that is not there */
export const readValue = async (
  { secrets, useKey }: Pick<SecretsParts, "secrets" | "useKey">,
  principal: Principal,
  record: SecretRecord,
  { VersionId, VersionStage }: Wanted,
) => {
  const id = VersionId ?? versionAt(record, VersionStage ?? CURRENT)?.[0] ?? "";
  const version = record.versions[id];
  if (!version || !hasValue(version)) {
    const what = VersionId === undefined ? `staging label: ${VersionStage ?? CURRENT}` : `VersionId: ${VersionId}`;
    throw new ServiceError(
      "ResourceNotFoundException",
      `Secrets Manager can't find the specified secret value for ${what}`,
    );
  }
  // fidelity: observed: GetSecretValue with both
  if (VersionStage !== undefined && !version.stages.includes(VersionStage)) {
    throw invalidRequest("You provided a VersionStage that is not associated to the provided VersionId.");
  }
  useKey(record, "decrypt", principal, id);
  await secrets.accessed(record, id);
  return {
    ARN: record.arn,
    Name: record.name,
    VersionId: id,
    SecretString: version.text,
    SecretBinary: version.binary,
    VersionStages: shownStages(version),
    CreatedDate: version.createdAt / 1000,
  };
};
