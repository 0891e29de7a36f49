import { randomBytes, randomUUID } from "node:crypto";
import type { PolicyDocument } from "../../access/access";
import { parsePolicy } from "../../access/policy-document";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import { aliasNotFound, disabled, keyNotFound, pendingDeletion, validation } from "./errors";
import type { AliasRecord, KeyRecord } from "./key-record";

type NewKey = Partial<Pick<KeyRecord, "description" | "enabled" | "multiRegion" | "policy" | "rotationDays" | "tags">>;

const UUID = /^(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The keys of the account and their aliases. */
export class Keys {
  private readonly byId = new Map<string, KeyRecord>();
  private readonly policies = new Map<string, PolicyDocument>();
  private readonly kept;
  private readonly aliases;

  constructor(readonly cloud: Pick<Cloud, "account" | "clock" | "partition" | "region" | "storage">) {
    this.kept = cloud.storage.collection<KeyRecord>("kms.keys");
    this.aliases = cloud.storage.collection<AliasRecord>("kms.aliases");
    for (const [, record] of this.kept.entries()) this.remember(record);
  }

  all(): KeyRecord[] {
    return [...this.byId.values()].filter((key) => this.isThere(key)).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  allAliases(): AliasRecord[] {
    return [...this.aliases.entries()].map(([, alias]) => alias).filter(({ keyId }) => this.byId.has(keyId));
  }

  alias(name: string): AliasRecord | undefined {
    return this.aliases.get(name);
  }

  /** By id, ARN, alias or ARN of an alias. @throws {ServiceError} in AWS's words */
  require(named: string): KeyRecord {
    const name = this.nameOf(named);
    if (name.startsWith("alias/")) {
      const alias = this.alias(name);
      if (!alias) throw aliasNotFound(this.arn(name));
      return this.require(alias.keyId);
    }
    const key = this.byId.get(name);
    if (key && this.isThere(key)) return key;
    if (!named.startsWith("arn:") && !UUID.test(name)) {
      throw new ServiceError("NotFoundException", `Invalid keyId '${named}'`);
    }
    throw keyNotFound(this.arn(`key/${name}`));
  }

  find(named: string): KeyRecord | undefined {
    try {
      return this.require(named);
    } catch (error) {
      if (error instanceof ServiceError) return undefined;
      throw error;
    }
  }

  /** The same, where it can be used. @throws {ServiceError} */
  requireUsable(named: string): KeyRecord {
    const key = this.require(named);
    if (key.deletionAt !== undefined) throw pendingDeletion(key.arn);
    if (!key.enabled) throw disabled(key.arn);
    return key;
  }

  policyOf({ id }: KeyRecord): PolicyDocument | undefined {
    return this.policies.get(id);
  }

  arn(path: string): string {
    const { partition, region, account } = this.cloud;
    return `arn:${partition}:kms:${region}:${account}:${path}`;
  }

  /** Who may administer the account may do everything, as where a key is made without a policy. */
  // fidelity: observed: the default policy of CreateKey
  defaultPolicy(): string {
    const { partition, account } = this.cloud;
    const all = { Effect: "Allow", Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: "kms:*" };
    const statement = { Sid: "Enable IAM User Permissions", ...all, Resource: "*" };
    return JSON.stringify({ Version: "2012-10-17", Id: "key-default-1", Statement: [statement] });
  }

  async create({ multiRegion = false, policy = this.defaultPolicy(), ...rest }: NewKey): Promise<KeyRecord> {
    const id = multiRegion ? `mrk-${randomBytes(16).toString("hex")}` : randomUUID();
    return this.keep({
      description: "",
      enabled: true,
      tags: {},
      ...rest,
      id,
      arn: this.arn(`key/${id}`),
      policy,
      multiRegion,
      createdAt: this.cloud.clock.now(),
      materials: [newMaterial()],
      grants: [],
    });
  }

  async keep(key: KeyRecord): Promise<KeyRecord> {
    this.remember(key);
    await this.kept.put(key.id, key);
    return key;
  }

  /** fidelity: docs: ScheduleKeyDeletion: 7 to 30 days, in which nothing can be done with the key */
  async schedule(key: KeyRecord, days: number): Promise<number> {
    const deletionAt = this.cloud.clock.now() + days * 86_400_000;
    await this.keep({ ...key, enabled: false, deletionAt });
    return deletionAt;
  }

  /** @throws {ServiceError} for a name that is none, or the service's */
  async putAlias(name: string, keyId: string): Promise<AliasRecord> {
    if (!name.startsWith("alias/")) {
      throw validation(
        'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
      );
    }
    if (!/^alias\/[a-zA-Z0-9/_-]{1,250}$/.test(name)) {
      throw new ServiceError("InvalidAliasNameException", `${name} contains invalid characters for an alias`);
    }
    if (name.startsWith("alias/aws/")) {
      throw new ServiceError(
        "InvalidAliasNameException",
        `Alias ${name} is reserved: alias/aws/ is for AWS's own keys`,
      );
    }
    const now = this.cloud.clock.now();
    const alias = { name, keyId, createdAt: this.alias(name)?.createdAt ?? now, changedAt: now };
    await this.aliases.put(name, alias);
    return alias;
  }

  async removeAlias(name: string): Promise<void> {
    await this.aliases.remove(name);
  }

  private nameOf(named: string): string {
    if (!named.startsWith("arn:")) return named;
    const [, , service, region, , ...path] = named.split(":");
    // fidelity: observed: of another region
    if (service !== "kms" || region !== this.cloud.region) {
      throw new ServiceError("NotFoundException", `Invalid arn ${region}`);
    }
    return path.join(":").replace(/^key\//, "");
  }

  private isThere({ deletionAt }: KeyRecord): boolean {
    return deletionAt === undefined || deletionAt > this.cloud.clock.now();
  }

  private remember(key: KeyRecord): void {
    this.policies.set(key.id, parsePolicy(key.policy));
    this.byId.set(key.id, key);
  }
}

export const newMaterial = (): string => randomBytes(32).toString("base64");
