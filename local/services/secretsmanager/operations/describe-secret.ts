import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import type { SecretRecord } from "../secret-record";
import { anySecret } from "./secrets-operation";

const Input = z.object({ SecretId: z.string().min(1).max(2_048) });

export const describeSecret = operation(
  "DescribeSecret",
  Input,
  { action: "secretsmanager:DescribeSecret", on: anySecret },
  () => (_, record) => described(record),
);

/** What DescribeSecret and ListSecrets tell of a secret; the version map goes by two names. */
export const described = (record: SecretRecord) => ({
  ARN: record.arn,
  Name: record.name,
  Description: record.description,
  KmsKeyId: record.kmsKeyId,
  OwningService: record.owner,
  CreatedDate: record.createdAt / 1000,
  LastChangedDate: record.changedAt / 1000,
  ...(record.deletion ? { DeletedDate: record.deletion.askedAt / 1000 } : {}),
  Tags: Object.entries(record.tags).map(([Key, Value]) => ({ Key, Value })),
  VersionIdsToStages: stagesOf(record),
});

export const stagesOf = (record: SecretRecord): Record<string, readonly string[]> =>
  Object.fromEntries(
    Object.entries(record.versions).flatMap(([id, { stages }]) => (stages.length > 0 ? [[id, stages]] : [])),
  );
