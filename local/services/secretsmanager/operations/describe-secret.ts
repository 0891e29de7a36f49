import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import type { RotationSettings } from "../rotation/schedule";
import { type SecretRecord, shownStages } from "../secret-record";
import { SecretId } from "./inputs";
import { replicationStatus } from "./replication-status";
import { anySecret } from "./secrets-operation";

export const describeSecret = operation(
  "DescribeSecret",
  z.object({ SecretId }),
  { action: "secretsmanager:DescribeSecret", on: anySecret },
  ({ cloud }) =>
    (_, record) => ({
      ...summary(record, cloud.region),
      ...versionStages("VersionIdsToStages", record),
      ...replicationStatus(record),
    }),
);

/** What DescribeSecret and ListSecrets tell alike. */
// fidelity: observed: what a secret has not, or has empty, is absent; tags that were all taken away are an empty list
export const summary = (record: SecretRecord, region: string) => ({
  ARN: record.arn,
  Name: record.name,
  ...(record.description ? { Description: record.description } : {}),
  KmsKeyId: record.kmsKeyId,
  OwningService: record.owner,
  CreatedDate: record.createdAt / 1000,
  LastChangedDate: record.changedAt / 1000,
  LastAccessedDate: seconds(record.accessedAt),
  DeletedDate: seconds(record.deletion?.askedAt),
  ...(record.rotation ? rotationOf(record.rotation) : {}),
  ...(record.tags ? { Tags: Object.entries(record.tags).map(([Key, Value]) => ({ Key, Value })) } : {}),
  ...(record.replicas?.length ? { PrimaryRegion: region } : {}),
});

const rotationOf = ({ enabled, functionArn, rules, lastAt, next }: RotationSettings) => ({
  RotationEnabled: enabled,
  RotationLambdaARN: functionArn,
  RotationRules: rules,
  LastRotatedDate: seconds(lastAt),
  NextRotationDate: seconds(next?.until),
});

const seconds = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / 1000);

/** The labels of each version that has some, under the name that the operation has for them. */
export const versionStages = (name: string, { versions }: SecretRecord) => {
  const labelled = Object.entries(versions).filter(([, { stages }]) => stages.length > 0);
  return labelled.length === 0
    ? {}
    : { [name]: Object.fromEntries(labelled.map(([id, version]) => [id, shownStages(version)])) };
};
