import type { BlockList } from "node:net";
import type { Collection } from "../../storage";
import type { Directory } from "../directory";
import type { Cloud } from "../service";
import type { Firewall } from "./firewall";
import { readFirewall } from "./read-firewall";
import { readAddresses } from "./rules/addresses";
import type { Json } from "./rules/shapes";

export interface WebAclRecord {
  readonly arn: string;
  readonly name: string;
  /** The resource's inputs. */
  readonly inputs: Json;
}

/** Web ACLs, IP sets, and the resources that they stand before. */
export class WebAcls {
  readonly acls: Collection<WebAclRecord>;
  /** Addresses by ARN. */
  readonly ipSets: Collection<readonly string[]>;
  /** ARN of the web ACL by ARN of what it protects. */
  readonly associations: Collection<string>;
  private readonly lists = new Map<string, BlockList>();
  private readonly firewalls = new Map<string, Firewall>();
  private protectedBy: Map<string, string> | undefined;

  constructor(private readonly cloud: Pick<Cloud, "account" | "log" | "storage">) {
    this.acls = cloud.storage.collection("wafv2.web-acls");
    this.ipSets = cloud.storage.collection("wafv2.ip-sets");
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
    return readFirewall(arn, inputs, prefix, (setArn) => this.ipSet(setArn));
  }

  async putAcl(record: WebAclRecord): Promise<void> {
    const { firewall, skipped } = this.read(record);
    await this.acls.put(record.arn, record);
    this.firewalls.set(record.arn, firewall);
    for (const line of skipped) this.cloud.log.warn("wafv2", `${record.name}: ${line}`);
  }

  async removeAcl(arn: string): Promise<void> {
    await this.acls.remove(arn);
    this.firewalls.delete(arn);
  }

  async putIpSet(arn: string, addresses: readonly string[]): Promise<void> {
    const list = readAddresses(addresses);
    await this.ipSets.put(arn, addresses);
    this.lists.set(arn, list);
  }

  async removeIpSet(arn: string): Promise<void> {
    await this.ipSets.remove(arn);
    this.lists.delete(arn);
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

  private ipSet(arn: string): BlockList | undefined {
    let list = this.lists.get(arn);
    if (!list) {
      const addresses = this.ipSets.get(arn);
      if (!addresses) return undefined;
      list = readAddresses(addresses);
      this.lists.set(arn, list);
    }
    return list;
  }
}

/** The web ACLs of a local cloud; `undefined` when it has no WAF. */
export const webAclsOf = (directory: Pick<Directory, "service">): WebAcls | undefined => {
  const service = directory.service("wafv2");
  // Only createWafService makes a service of that name.
  return service && "webAcls" in service ? (service.webAcls as WebAcls) : undefined;
};
