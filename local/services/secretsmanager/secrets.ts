import { randomInt, randomUUID } from "node:crypto";
import type { PolicyDocument } from "../../access/access";
import { parsePolicy } from "../../access/policy-document";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import { again } from "../idempotency";
import { invalidRequest } from "./errors";
import { CURRENT, type SecretRecord, type SecretVersion, withVersion } from "./secret-record";

export interface NewSecret extends Partial<Pick<SecretRecord, "description" | "kmsKeyId" | "tags" | "owner">> {
  readonly name: string;
}

/** All secrets of the account. */
export class Secrets {
  private readonly byName = new Map<string, SecretRecord>();
  private readonly policies = new Map<string, PolicyDocument>();
  private readonly kept;

  constructor(private readonly cloud: Pick<Cloud, "account" | "clock" | "partition" | "region" | "storage">) {
    this.kept = cloud.storage.collection<SecretRecord>("secretsmanager.secrets");
    for (const [, record] of this.kept.entries()) this.remember(record);
  }

  all(): SecretRecord[] {
    return [...this.byName.values()]
      .filter((record) => this.isThere(record))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** By name or ARN. fidelity: docs: a partial ARN, without the six characters, is found as well */
  find(id: string): SecretRecord | undefined {
    if (!id.startsWith("arn:")) {
      const record = this.byName.get(id);
      return record && this.isThere(record) ? record : undefined;
    }
    return this.all().find(({ arn }) => arn === id || arn.replace(/-[^-]{6}$/, "") === id);
  }

  /** The ARN under which policies know what a caller asks for, also when there is no such secret. */
  arnOf(id: string): string {
    const { partition, region, account } = this.cloud;
    if (id.startsWith("arn:")) return this.find(id)?.arn ?? id;
    return this.find(id)?.arn ?? `arn:${partition}:secretsmanager:${region}:${account}:secret:${id}`;
  }

  policyOf(record: SecretRecord | undefined): PolicyDocument | undefined {
    return record && this.policies.get(record.name);
  }

  async create({ name, tags = {}, ...rest }: NewSecret): Promise<SecretRecord> {
    if (!/^[A-Za-z0-9/_+=.@!-]{1,512}$/.test(name)) {
      throw new ServiceError(
        "ValidationException",
        "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
      );
    }
    const known = this.find(name);
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
    const arn = `${this.arnOf(name)}-${suffix()}`;
    return this.keep({ ...rest, name, tags, arn, createdAt: now, changedAt: now, versions: {} });
  }

  /** Adds a version; its id. One that is there already with that content stays as it is. */
  // fidelity: docs: PutSecretValue, ClientRequestToken; guess: the text
  async putValue(
    record: SecretRecord,
    value: Pick<SecretVersion, "text" | "binary">,
    { id = randomUUID(), stages = [CURRENT] }: { id?: string; stages?: readonly string[] } = {},
  ): Promise<string> {
    const known = again(
      record.versions[id],
      ({ text, binary }) => text === value.text && binary === value.binary,
      () =>
        new ServiceError(
          "ResourceExistsException",
          `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${record.arn}.`,
        ),
    );
    if (known) return id;
    const version: SecretVersion = { ...value, stages, createdAt: this.cloud.clock.now() };
    await this.keep(withVersion(record, id, version));
    return id;
  }

  async keep(record: SecretRecord): Promise<SecretRecord> {
    this.remember(record);
    await this.kept.put(record.name, record);
    return record;
  }

  async remove(record: SecretRecord): Promise<void> {
    this.byName.delete(record.name);
    this.policies.delete(record.name);
    await this.kept.remove(record.name);
  }

  /** One whose recovery window is over is gone, whatever still lies in storage. */
  private isThere({ deletion }: SecretRecord): boolean {
    return deletion === undefined || deletion.at > this.cloud.clock.now();
  }

  private remember(record: SecretRecord): void {
    if (record.policy) this.policies.set(record.name, parsePolicy(record.policy));
    else this.policies.delete(record.name);
    this.byName.set(record.name, record);
  }
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** fidelity: docs: "six random characters" at the end of a secret's ARN */
const suffix = (): string => Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
