import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { invalidParameter } from "../errors";
import { CURRENT, PREVIOUS, type SecretRecord, versionAt } from "../secret-record";
import { namedSecret } from "./secrets-operation";

const Input = z.object({
  SecretId: z.string().min(1).max(2_048),
  VersionStage: z.string().min(1).max(256),
  MoveToVersionId: z.string().optional(),
  RemoveFromVersionId: z.string().optional(),
});

// fidelity: observed: texts of UpdateSecretVersionStage
export const updateSecretVersionStage = operation(
  "UpdateSecretVersionStage",
  Input,
  { action: "secretsmanager:UpdateSecretVersionStage", on: namedSecret },
  ({ secrets }) =>
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
      await secrets.keep(moved(record, stage, to));
      return { ARN: record.arn, Name: record.name };
    },
);

/** The version that was current becomes the previous one. */
const moved = (record: SecretRecord, stage: string, to: string | undefined): SecretRecord => {
  const [holder] = versionAt(record, stage) ?? [];
  const versions = Object.entries(record.versions).map(([id, version]) => {
    const gone = [stage, ...(stage === CURRENT ? [PREVIOUS] : [])];
    const others = version.stages.filter((each) => !gone.includes(each));
    const added = id === to ? [stage] : stage === CURRENT && id === holder ? [PREVIOUS] : [];
    return [id, { ...version, stages: [...others, ...added] }] as const;
  });
  return { ...record, versions: Object.fromEntries(versions) };
};
