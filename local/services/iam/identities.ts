import type { PolicyDocument } from "../../access/access";
import { parsePolicy } from "../../access/policy-document";
import type { Role, Roles } from "../../access/roles";
import type { Collection, Storage } from "../../data/storage";
import { noSuchEntity, noSuchRole } from "./errors";
import { awsManagedPolicy } from "./managed-policies";
import type { PolicyRecord, RoleRecord } from "./role-record";

interface KnownRole {
  readonly record: RoleRecord;
  readonly role: Role;
}

/** Roles and policies of the account, kept in storage, read by `access` at every decision. */
export class Identities implements Roles {
  private readonly roles = new Map<string, KnownRole>();
  private readonly policies = new Map<string, PolicyRecord>();
  private readonly keptRoles: Collection<RoleRecord>;
  private readonly keptPolicies: Collection<PolicyRecord>;

  constructor(storage: Storage) {
    this.keptRoles = storage.collection("iam.roles");
    this.keptPolicies = storage.collection("iam.policies");
    for (const [arn, policy] of this.keptPolicies.entries()) this.policies.set(arn, policy);
    for (const [name, record] of this.keptRoles.entries()) this.roles.set(name, this.known(record));
  }

  find(name: string): Role | undefined {
    return this.roles.get(name)?.role;
  }

  record(name: string): RoleRecord | undefined {
    return this.roles.get(name)?.record;
  }

  allRoles(): readonly RoleRecord[] {
    return [...this.roles.values()].map(({ record }) => record);
  }

  /** How many roles have a managed policy. */
  attachments(policyArn: string): number {
    return this.allRoles().filter(({ attached }) => attached.includes(policyArn)).length;
  }

  /** @throws {ServiceError} MalformedPolicyDocument, NoSuchEntity for a policy that does not exist. */
  async putRole(record: RoleRecord): Promise<void> {
    this.roles.set(record.name, this.known(record));
    await this.keptRoles.put(record.name, record);
  }

  /** Changes a role that must exist. @throws {ServiceError} NoSuchEntity */
  async changeRole(name: string, change: (record: RoleRecord) => RoleRecord): Promise<void> {
    const record = this.record(name);
    if (!record) throw noSuchRole(name);
    await this.putRole(change(record));
  }

  async removeRole(name: string): Promise<void> {
    this.roles.delete(name);
    await this.keptRoles.remove(name);
  }

  policy(arn: string): PolicyRecord | undefined {
    return this.policies.get(arn);
  }

  async putPolicy(policy: PolicyRecord): Promise<void> {
    parsePolicy(policy.policy);
    this.policies.set(policy.arn, policy);
    for (const { record } of [...this.roles.values()]) {
      if (record.attached.includes(policy.arn)) this.roles.set(record.name, this.known(record));
    }
    await this.keptPolicies.put(policy.arn, policy);
  }

  async removePolicy(arn: string): Promise<void> {
    this.policies.delete(arn);
    await this.keptPolicies.remove(arn);
  }

  private known(record: RoleRecord): KnownRole {
    const inline = Object.values(record.inline).map(parsePolicy);
    const attached = record.attached.map((arn) => this.document(arn));
    const { arn, name, uniqueId } = record;
    const role: Role = { arn, name, uniqueId, trust: parsePolicy(record.trust), policies: [...inline, ...attached] };
    return { record, role };
  }

  private document(arn: string): PolicyDocument {
    const own = this.policies.get(arn);
    const document = own ? parsePolicy(own.policy) : awsManagedPolicy(arn);
    if (document) return document;
    const known = arn.includes(":iam::aws:") ? "is not among the AWS managed policies that the local cloud knows" : "";
    throw noSuchEntity(`Policy ${arn} ${known || "does not exist or is not attachable."}`);
  }
}
