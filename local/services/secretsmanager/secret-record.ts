/** A secret as it lies in storage. Values stay on this machine, readable to whoever may read `.local/`. */
export interface SecretRecord {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Resource policy as the program wrote it. */
  readonly policy?: string;
  readonly createdAt: number;
  readonly changedAt: number;
  /** Of one that is marked for deletion: when it was, and when it goes. Milliseconds since the epoch. */
  readonly deletion?: { readonly askedAt: number; readonly at: number };
  /** The service that owns it: `rds`. */
  readonly owner?: string;
  /** By version id. */
  readonly versions: Readonly<Record<string, SecretVersion>>;
}

export interface SecretVersion {
  readonly text?: string;
  /** Base64. */
  readonly binary?: string;
  readonly stages: readonly string[];
  readonly createdAt: number;
}

export const CURRENT = "AWSCURRENT";
export const PREVIOUS = "AWSPREVIOUS";

/** The version that carries `stage`. */
export const versionAt = (record: SecretRecord, stage: string): [id: string, version: SecretVersion] | undefined =>
  Object.entries(record.versions).find(([, { stages }]) => stages.includes(stage));

/** fidelity: docs: "What's in a Secrets Manager secret": versions without a label stay for a while, up to a hundred */
const KEPT = 100;

/**
 * Adds a version. One that becomes current makes the last one previous; versions without a stage are deprecated.
 * fidelity: docs: API_PutSecretValue, VersionStages
 */
export const withVersion = (record: SecretRecord, id: string, version: SecretVersion): SecretRecord => {
  const becomesCurrent = version.stages.includes(CURRENT);
  const older = Object.entries(record.versions).map(([olderId, each]): [string, SecretVersion] => {
    const kept = each.stages.filter(
      (stage) => !version.stages.includes(stage) && !(becomesCurrent && stage === PREVIOUS),
    );
    const stages = becomesCurrent && each.stages.includes(CURRENT) ? [...kept, PREVIOUS] : kept;
    return [olderId, { ...each, stages }];
  });
  const others = older.filter(([olderId]) => olderId !== id);
  const forgotten = others.filter(([, { stages }]) => stages.length === 0).slice(0, -KEPT);
  const kept = others.filter((each) => !forgotten.includes(each));
  return { ...record, changedAt: version.createdAt, versions: { ...Object.fromEntries(kept), [id]: version } };
};
