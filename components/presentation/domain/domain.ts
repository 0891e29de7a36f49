import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import type { DomainArgs } from "./args";
import { createCertificate, type DnsRecord, validatedNames, validationOf } from "./certificate";
import { type DomainNodes, domainChildren, type MakeDomainChild } from "./children";
import { childLabel } from "./names";
import { type DomainPlan, planDomain } from "./plan";

/** What a name leads to: a distribution, or the address that API Gateway gives a domain. */
export interface AliasTarget {
  readonly domainName: pulumi.Input<string>;
  readonly zoneId: pulumi.Input<string>;
}

/**
 * A name of one's own, with its certificate: issued by ACM, proved by DNS, renewed by itself, free of charge. A `StaticSite` takes it
 * as its `domain`, an `ApiDomain` for APIs.
 *
 * @throws {ArgsError} for names that no certificate could have, before anything is registered.
 * @example
 * const domain = new Domain("shop", { name: "shop.example.com", others: ["www.shop.example.com"], zoneId });
 * new StaticSite("shop", { folder: "dist", domain });
 */
export class Domain extends pulumi.ComponentResource {
  readonly names: readonly string[];
  /** Of the certificate, once it is issued. */
  readonly certificateArn: pulumi.Output<string>;
  /** What was asked for, checked. */
  readonly plan: DomainPlan;
  private readonly make: MakeDomainChild;
  private made: DomainNodes;
  private targetOf: ((name: string) => AliasTarget) | undefined;

  constructor(name: string, args: DomainArgs | DomainPlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planDomain(name, args);
    super(componentType("Domain"), name, {}, opts);
    this.plan = plan;
    this.names = plan.names;
    this.make = childrenOf(domainChildren, this, name, plan.transform);
    this.made = { ...createCertificate(this.make, plan), aliasRecords: {} };
    this.certificateArn = this.made.validation.certificateArn;
    if (plan.zoneId === undefined) this.print(this.validations());
    this.registerOutputs({ certificateArn: this.certificateArn });
  }

  get nodes(): DomainNodes {
    return this.made;
  }

  /** What somebody has to put into a zone that is not this account's; none with `zoneId`. Those of aliases are there after `leadTo`. */
  get records(): pulumi.Output<readonly DnsRecord[]> {
    if (this.plan.zoneId !== undefined) return pulumi.output<readonly DnsRecord[]>([]);
    return pulumi.all([this.validations(), this.aliases()]).apply(([one, other]) => [...one, ...other]);
  }

  /**
   * Leads each name to something, for IPv4 and IPv6. A `StaticSite` and an `ApiDomain` do it by themselves.
   *
   * @throws {ArgsError} where they lead somewhere already.
   */
  leadTo(targetOf: (name: string) => AliasTarget): void {
    const { name: component, zoneId, names } = this.plan;
    if (this.targetOf !== undefined)
      throw new ArgsError(
        component,
        "names",
        "must lead to one site or API: they do already; give the other one a domain of its own",
      );
    this.targetOf = targetOf;
    if (zoneId === undefined) {
      this.print(this.aliases());
      return;
    }
    const aliasRecords = names.flatMap((name) => {
      const { domainName, zoneId: targetZone } = targetOf(name);
      const aliases = [{ name: domainName, zoneId: targetZone, evaluateTargetHealth: false }];
      return (["A", "AAAA"] as const).map((type) => {
        const role = `${childLabel(name)}-${type.toLowerCase()}`;
        return [`${name} ${type}`, this.make("aliasRecords", role, { zoneId, name, type, aliases })] as const;
      });
    });
    this.made = { ...this.made, aliasRecords: Object.fromEntries(aliasRecords) };
  }

  private validations(): pulumi.Output<DnsRecord[]> {
    return pulumi.output(validatedNames(this.plan.names).map((name) => validationOf(this.made.certificate, name)));
  }

  private aliases(): pulumi.Output<DnsRecord[]> {
    const { targetOf } = this;
    if (targetOf === undefined) return pulumi.output([]);
    return pulumi.output(
      this.plan.names.map((name) => ({ name, type: "CNAME" as const, value: targetOf(name).domainName })),
    );
  }

  /** At once, since the deployment waits for the certificate and tells its outputs only at its end. */
  private print(records: pulumi.Output<readonly DnsRecord[]>): void {
    records.apply((known) => {
      const lines = known.map(({ name, type, value }) => `${name} ${type} ${value}`);
      pulumi.log.info(`${this.plan.name}: make these records where the domain is:\n${lines.join("\n")}`, this);
    });
  }
}
