import { randomInt, randomUUID } from "node:crypto";
import type { PolicyDocument } from "../../access/access";
import { parsePolicy } from "../../access/policy-document";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import { again } from "../idempotency";
import { invalidName, invalidRequest } from "./errors";
import { withNext } from "./rotation/schedule";
import {
  CURRENT,
  hasValue,
  type SecretRecord,
  type SecretValue,
  type SecretVersion,
  withVersion,
} from "./secret-record";

export interface NewSecret
  extends Partial<Pick<SecretRecord, "description" | "kmsKeyId" | "owner" | "replicas" | "tags">> {
  readonly name: string;
}

/** All secrets of the account. */
export class Secrets {
  private readonly byName = new Map<string, SecretRecord>();
  /** Names, by whole ARNs and by those without the six characters. */
  private readonly names = new Map<string, string>();
  private readonly policies = new Map<string, PolicyDocument>();
  private readonly kept;

  constructor(private readonly cloud: Pick<Cloud, "account" | "clock" | "partition" | "region" | "storage">) {
    this.kept = cloud.storage.collection<SecretRecord>("secretsmanager.secrets");
    for (const [, record] of this.kept.entries()) this.remember(record);
  }

  /** In order of their creation. */
  all(): SecretRecord[] {
    const order = ({ createdAt, name }: SecretRecord) => `${String(createdAt).padStart(15, "0")} ${name}`;
    return [...this.byName.values()]
      .filter((record) => this.isThere(record))
      .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  }

  /** By name or ARN. fidelity: observed: also by an ARN without its end, unless that looks like one with its end */
  find(id: string): SecretRecord | undefined {
    const record = this.byName.get(id.startsWith("arn:") ? (this.names.get(id) ?? "") : id);
    return record && this.isThere(record) ? record : undefined;
  }

  /** The ARN under which policies know what a caller asks for, also when there is no such secret. */
  arnOf(id: string): string {
    const known = this.find(id)?.arn;
    return known ?? (id.startsWith("arn:") ? id : this.partialArn(id));
  }

  policyOf(record: SecretRecord | undefined): PolicyDocument | undefined {
    return record && this.policies.get(record.name);
  }

  /** @throws {ServiceError} */
  async create({ name, ...rest }: NewSecret): Promise<SecretRecord> {
    if (!isName(name)) throw invalidName();
    const known = this.find(name);
    // fidelity: observed: CreateSecret
    if (known?.deletion) {
      throw invalidRequest(
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    }
    if (known) {
      throw new ServiceError(
        "ResourceExistsException",
        `The operation failed because the secret ${name} already exists.`,
      );
    }
    const now = this.cloud.clock.now();
    return this.keep({
      ...rest,
      name,
      arn: `${this.partialArn(name)}-${suffix()}`,
      createdAt: now,
      changedAt: now,
      versions: {},
    });
  }

  /** Adds a version; its id. One that is there already with that content stays as it is. */
  // fidelity: observed: moto's verified tests of PutSecretValue with a ClientRequestToken
  async putValue(
    record: SecretRecord,
    value: SecretValue,
    { id = randomUUID(), stages = [CURRENT] }: { id?: string; stages?: readonly string[] } = {},
  ): Promise<string> {
    const there = record.versions[id];
    const known = again(
      there && hasValue(there) ? there : undefined,
      ({ text, binary }) => text === value.text && binary === value.binary,
      () =>
        new ServiceError(
          "ResourceExistsException",
          `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${record.arn}.`,
        ),
    );
    if (known) return id;
    const version: SecretVersion = { ...value, stages, createdAt: this.cloud.clock.now() };
    await this.keep(this.rescheduled(withVersion(record, id, version), stages));
    return id;
  }

  async keep(record: SecretRecord): Promise<SecretRecord> {
    this.remember(record);
    await this.kept.put(record.name, record);
    return record;
  }

  /** fidelity: docs: SecretListEntry: dates of access have no time */
  async accessed(record: SecretRecord, versionId: string): Promise<void> {
    const day = Math.floor(this.cloud.clock.now() / DAY_MS) * DAY_MS;
    const version = record.versions[versionId];
    if (!version || (record.accessedAt === day && version.accessedAt === day)) return;
    await this.keep({
      ...record,
      accessedAt: day,
      versions: { ...record.versions, [versionId]: { ...version, accessedAt: day } },
    });
  }

  /** Marks it for deletion; its values can be had back for so many days. */
  async schedule(record: SecretRecord, recoveryDays: number): Promise<number> {
    const askedAt = this.cloud.clock.now();
    const at = askedAt + recoveryDays * DAY_MS;
    await this.keep({ ...record, deletion: { askedAt, at } });
    return at;
  }

  async remove({ name, arn }: SecretRecord): Promise<void> {
    this.byName.delete(name);
    this.policies.delete(name);
    for (const each of [arn, this.partialArn(name)]) this.names.delete(each);
    await this.kept.remove(name);
  }

  /** fidelity: docs: RotationRulesType: a value that somebody puts counts as a rotation of a schedule in days */
  private rescheduled(record: SecretRecord, stages: readonly string[]): SecretRecord {
    const { rotation } = record;
    if (!rotation?.enabled || rotation.rules?.AutomaticallyAfterDays === undefined || !stages.includes(CURRENT)) {
      return record;
    }
    return { ...record, rotation: withNext(rotation, this.cloud.clock.now()) };
  }

  /** One whose recovery window is over is gone, whatever still lies in storage. */
  private isThere({ deletion }: SecretRecord): boolean {
    return deletion === undefined || deletion.at > this.cloud.clock.now();
  }

  private remember(record: SecretRecord): void {
    if (record.policy) this.policies.set(record.name, parsePolicy(record.policy));
    else this.policies.delete(record.name);
    this.byName.set(record.name, record);
    this.names.set(record.arn, record.name);
    if (!ENDS_AS_ARN.test(record.name)) this.names.set(this.partialArn(record.name), record.name);
  }

  private partialArn(name: string): string {
    const { partition, region, account } = this.cloud;
    return `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}`;
  }
}

const DAY_MS = 86_400_000;

const ENDS_AS_ARN = /-[A-Za-z0-9]{6}$/;

export const isName = (name: string): boolean => /^[A-Za-z0-9/_+=.@!-]{1,512}$/.test(name);

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** fidelity: docs: "six random characters" at the end of a secret's ARN */
const suffix = (): string => Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
