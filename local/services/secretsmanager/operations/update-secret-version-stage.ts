import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { invalidParameter } from "../errors";
import { CURRENT, versionAt, withStageAt } from "../secret-record";
import { SecretId } from "./inputs";
import { namedSecret } from "./secrets-operation";

const Input = z.object({
  SecretId,
  VersionStage: z.string().min(1).max(256),
  MoveToVersionId: z.string().optional(),
  RemoveFromVersionId: z.string().optional(),
});

// fidelity: observed: texts of UpdateSecretVersionStage
export const updateSecretVersionStage = operation(
  "UpdateSecretVersionStage",
  Input,
  { action: "secretsmanager:UpdateSecretVersionStage", on: namedSecret },
  ({ secrets, cloud }) =>
    async ({ VersionStage: stage, MoveToVersionId: to, RemoveFromVersionId: from }, record) => {
      const [holder] = versionAt(record, stage) ?? [];
      for (const id of [to, from]) {
        if (id !== undefined && !record.versions[id]) throw invalidParameter(`There is no version with the id ${id}.`);
      }
      if (holder !== undefined && from === undefined && holder !== to) {
        throw invalidParameter(
          `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder}, so you must explicitly reference that version in RemoveFromVersionId.`,
        );
      }
      if (from !== undefined && from !== holder) {
        throw invalidParameter(`The parameter RemoveFromVersionId is not the version that has staging label ${stage}.`);
      }
      if (stage === CURRENT && to === undefined) {
        throw invalidParameter(
          `You can only move staging label ${CURRENT} to a different secret version. It can't be completely removed.`,
        );
      }
      const moved = withStageAt(record, stage, to);
      await secrets.keep({ ...moved, changedAt: cloud.clock.now() });
      return { ARN: record.arn, Name: record.name };
    },
);
