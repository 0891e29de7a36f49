import type { BlockList } from "node:net";
import type { Cloud } from "../../cloud/cloud";
import type { Collection } from "../../data/storage";
import type { Pattern } from "../../languages/patterns/compile-pattern";
import type { Firewall } from "./firewall";
import { readFirewall } from "./read-firewall";
import { readAddresses } from "./rules/addresses";
import { readPatterns } from "./rules/match-pattern";
import { readGroup } from "./rules/read-rule-group";
import type { Json } from "./rules/shapes";
import type { RuleGroupRecord, Stored } from "./rules/stored";
import { TextSets } from "./text-sets";

export interface WebAclRecord {
  readonly arn: string;
  readonly name: string;
  /** The resource's inputs. */
  readonly inputs: Json;
}

/** Web ACLs, what their rules name, and the resources that they stand before. */
export class WebAcls implements Stored {
  readonly acls: Collection<WebAclRecord>;
  readonly ipSets: TextSets<BlockList>;
  readonly patternSets: TextSets<readonly Pattern[]>;
  readonly groups: Collection<RuleGroupRecord>;
  /** ARN of the web ACL by ARN of what it protects. */
  readonly associations: Collection<string>;
  private readonly firewalls = new Map<string, Firewall>();
  private protectedBy: Map<string, string> | undefined;

  constructor(private readonly cloud: Pick<Cloud, "account" | "log" | "storage">) {
    this.acls = cloud.storage.collection("wafv2.web-acls");
    this.ipSets = new TextSets(cloud.storage.collection("wafv2.ip-sets"), readAddresses);
    this.patternSets = new TextSets(cloud.storage.collection("wafv2.pattern-sets"), readPatterns);
    this.groups = cloud.storage.collection("wafv2.rule-groups");
    this.associations = cloud.storage.collection("wafv2.associations");
  }

  /** What stands before the resource, if anything does. */
  firewall(resourceArn: () => string): Firewall | undefined {
    this.protectedBy ??= new Map(this.associations.entries());
    if (this.protectedBy.size === 0) return undefined;
    const aclArn = this.protectedBy.get(resourceArn());
    if (aclArn === undefined) return undefined;
    let firewall = this.firewalls.get(aclArn);
    if (!firewall) {
      const record = this.acls.get(aclArn);
      if (!record) return undefined;
      firewall = this.read(record).firewall;
      this.firewalls.set(aclArn, firewall);
    }
    return firewall;
  }

  /** @throws for what WAF would refuse */
  read({ arn, name, inputs }: WebAclRecord): { firewall: Firewall; skipped: readonly string[] } {
    const prefix = `awswaf:${this.cloud.account}:webacl:${name}:`;
    return readFirewall(arn, inputs, prefix, this);
  }

  async putAcl(record: WebAclRecord): Promise<void> {
    const { firewall, skipped } = this.read(record);
    await this.acls.put(record.arn, record);
    this.firewalls.set(record.arn, firewall);
    this.warn(record.name, skipped);
  }

  async removeAcl(arn: string): Promise<void> {
    await this.acls.remove(arn);
    this.firewalls.delete(arn);
  }

  /** Web ACLs that name the group run its new rules at once. */
  async putGroup(record: RuleGroupRecord): Promise<void> {
    const { skipped } = readGroup(record, this);
    await this.groups.put(record.arn, record);
    this.firewalls.clear();
    this.warn(record.name, skipped);
  }

  async removeGroup(arn: string): Promise<void> {
    await this.groups.remove(arn);
    this.firewalls.clear();
  }

  async associate(resourceArn: string, aclArn: string): Promise<void> {
    if (!this.acls.get(aclArn)) throw new Error(`WAFNonexistentItemException: the web ACL ${aclArn} does not exist`);
    await this.associations.put(resourceArn, aclArn);
    this.protectedBy = undefined;
  }

  /** Leaves alone what another web ACL protects by now. */
  async disassociate(resourceArn: string, aclArn: string): Promise<void> {
    if (this.associations.get(resourceArn) !== aclArn) return;
    await this.associations.remove(resourceArn);
    this.protectedBy = undefined;
  }

  patterns(arn: string): readonly Pattern[] | undefined {
    return this.patternSets.get(arn);
  }

  ruleGroup(arn: string): RuleGroupRecord | undefined {
    return this.groups.get(arn);
  }

  ipSet(arn: string): BlockList | undefined {
    return this.ipSets.get(arn);
  }

  private warn(name: string, lines: readonly string[]): void {
    for (const line of lines) this.cloud.log.warn("wafv2", `${name}: ${line}`);
  }
}
