import type { RotationSettings } from "./rotation/schedule";

/** A secret as it lies in storage. Values stay on this machine, readable to whoever may read `.local/`. */
export interface SecretRecord {
  readonly name: string;
  readonly arn: string;
  readonly description?: string | undefined;
  readonly kmsKeyId?: string | undefined;
  /** Absent of one that never had any. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Resource policy as the program wrote it. */
  readonly policy?: string | undefined;
  readonly createdAt: number;
  readonly changedAt: number;
  /** The day on which a value was last read. */
  readonly accessedAt?: number;
  /** Of one that is marked for deletion: when it was, and when it goes. Milliseconds since the epoch. */
  readonly deletion?: { readonly askedAt: number; readonly at: number };
  /** Absent of one that was never to be rotated. */
  readonly rotation?: RotationSettings;
  readonly replicas?: readonly Replica[];
  /** The service that owns it: `rds`. */
  readonly owner?: string;
  /** By version id. */
  readonly versions: Readonly<Record<string, SecretVersion>>;
}

/** A copy in another region, which the local cloud notes and does not make. */
export interface Replica {
  readonly region: string;
  readonly kmsKeyId?: string | undefined;
}

export interface SecretValue {
  readonly text?: string | undefined;
  /** Base64. */
  readonly binary?: string | undefined;
}

/** One without a value is what a rotation has begun with. */
export interface SecretVersion extends SecretValue {
  readonly stages: readonly string[];
  readonly createdAt: number;
  readonly accessedAt?: number;
}

export const CURRENT = "AWSCURRENT";
export const PREVIOUS = "AWSPREVIOUS";
export const PENDING = "AWSPENDING";

export const hasValue = ({ text, binary }: SecretValue): boolean => text !== undefined || binary !== undefined;

/** In the order of the alphabet. fidelity: observed: answers have them so, whatever the order of their coming */
export const shownStages = (version: SecretVersion | undefined): readonly string[] =>
  [...(version?.stages ?? [])].sort();

/** The version that carries `stage`. */
export const versionAt = (record: SecretRecord, stage: string): [id: string, version: SecretVersion] | undefined =>
  Object.entries(record.versions).find(([, { stages }]) => stages.includes(stage));

/** fidelity: docs: "What's in a Secrets Manager secret": versions without a label stay for a while, up to a hundred */
const KEPT = 100;

/**
 * Adds a version. One that becomes current makes the last one previous, and ends whatever was pending; versions without
 * a stage are deprecated.
 * fidelity: docs: API_PutSecretValue, VersionStages; observed: AWSPENDING goes with a new current value
 */
export const withVersion = (record: SecretRecord, id: string, version: SecretVersion): SecretRecord => {
  const becomesCurrent = version.stages.includes(CURRENT);
  const taken = new Set([...version.stages, ...(becomesCurrent ? [PREVIOUS, PENDING] : [])]);
  const older = Object.entries(record.versions).map(([olderId, each]): [string, SecretVersion] => {
    const kept = each.stages.filter((stage) => !taken.has(stage));
    const stages = becomesCurrent && each.stages.includes(CURRENT) ? [...kept, PREVIOUS] : kept;
    return [olderId, { ...each, stages }];
  });
  const others = older.filter(([olderId]) => olderId !== id);
  const forgotten = others.filter(([, { stages }]) => stages.length === 0).slice(0, -KEPT);
  const kept = others.filter((each) => !forgotten.includes(each));
  return { ...record, changedAt: version.createdAt, versions: { ...Object.fromEntries(kept), [id]: version } };
};

/** `stage` on the version `to` alone, or on none. The version that was current becomes the previous one. */
export const withStageAt = (record: SecretRecord, stage: string, to: string | undefined): SecretRecord => {
  const [holder] = versionAt(record, stage) ?? [];
  const versions = Object.entries(record.versions).map(([id, version]) => {
    const gone = [stage, ...(stage === CURRENT ? [PREVIOUS] : [])];
    const others = version.stages.filter((each) => !gone.includes(each));
    const added = id === to ? [stage] : stage === CURRENT && id === holder ? [PREVIOUS] : [];
    return [id, { ...version, stages: [...others, ...added] }] as const;
  });
  return { ...record, versions: Object.fromEntries(versions) };
};
