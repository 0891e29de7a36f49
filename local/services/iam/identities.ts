import type { PolicyDocument } from "../../access/access";
import { parsePolicy } from "../../access/policy-document";
import type { Role, Roles } from "../../access/roles";
import type { Collection, Storage } from "../../data/storage";
import { deleteConflict, limitExceeded, noSuchEntity, noSuchRole } from "./errors";
import { awsManagedPolicy } from "./managed-policies";
import type { PolicyRecord, RoleRecord } from "./role-record";

interface KnownRole {
  readonly record: RoleRecord;
  readonly role: Role;
}

// fidelity: docs: "IAM and AWS STS quotas"; observed: the texts
const MAX_ATTACHED = 10;
const MAX_INLINE = 10_240;

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

  /** @throws {ServiceError} MalformedPolicyDocument, LimitExceeded, NoSuchEntity for a policy that does not exist. */
  async putRole(record: RoleRecord): Promise<void> {
    if (record.attached.length > MAX_ATTACHED) {
      throw limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${MAX_ATTACHED}`);
    }
    const inline = Object.values(record.inline).join("").replace(/\s/g, "").length;
    if (inline > MAX_INLINE) {
      throw limitExceeded(`Maximum policy size of ${MAX_INLINE} bytes exceeded for role ${record.name}`);
    }
    this.roles.set(record.name, this.known(record));
    await this.keptRoles.put(record.name, record);
  }

  /** Changes a role that must exist. @throws {ServiceError} NoSuchEntity */
  async changeRole(name: string, change: (record: RoleRecord) => RoleRecord): Promise<void> {
    const record = this.record(name);
    if (!record) throw noSuchRole(name);
    await this.putRole(change(record));
  }

  /** @throws {ServiceError} while it has policies, besides those of which `own` tells */
  async removeRole(name: string, own = (_policy: string): boolean => false): Promise<void> {
    const { attached = [], inline = {} } = this.record(name) ?? {};
    // fidelity: observed: DeleteRole
    if (!attached.every(own)) throw deleteConflict("Cannot delete entity, must detach all policies first.");
    if (!Object.keys(inline).every(own)) throw deleteConflict("Cannot delete entity, must delete policies first.");
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

  /** @throws {ServiceError} while a role has it */
  async removePolicy(arn: string): Promise<void> {
    // fidelity: observed: DeletePolicy
    if (this.attachments(arn) > 0) throw deleteConflict("Cannot delete a policy attached to entities.");
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
