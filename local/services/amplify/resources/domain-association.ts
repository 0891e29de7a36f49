import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { objectOf, textOf } from "../../../languages/json/json-object";
import type { Hosting } from "../hosting";
import type { DomainRecord } from "../records";

/** `aws.amplify.DomainAssociation`: its names lead to the ports of the branches; no DNS is asked. */
export const domainAssociationType = (hosting: Hosting): ResourceType => ({
  type: "aws:amplify/domainAssociation:DomainAssociation",
  async create(inputs) {
    const domain = domainOf(inputs);
    hosting.store.app(domain.appId);
    await hosting.putDomain(domain);
    return { id: `${domain.appId}/${domain.name}`, outputs: { ...inputs, ...shown(hosting, domain) } };
  },
  async update(_id, inputs) {
    await hosting.putDomain(domainOf(inputs));
    return { ...inputs, ...shown(hosting, domainOf(inputs)) };
  },
  async read(id) {
    const domain = hosting.store.domains.get(id.toLowerCase());
    return domain && { appId: domain.appId, domainName: domain.name, ...shown(hosting, domain) };
  },
  delete: (_id, outputs) => hosting.removeDomain(domainOf(outputs).appId, domainOf(outputs).name),
});

const domainOf = ({ appId, domainName, subDomains }: Properties): DomainRecord => ({
  appId: textOf(appId) ?? "",
  name: (textOf(domainName) ?? "").toLowerCase(),
  subDomains: (Array.isArray(subDomains) ? subDomains : []).map(objectOf).map(({ prefix, branchName }) => ({
    prefix: textOf(prefix) ?? "",
    branchName: textOf(branchName) ?? "",
  })),
});

const shown = (
  { cloud: { partition, region, account } }: Hosting,
  { appId, name, subDomains }: DomainRecord,
): Properties => ({
  arn: `arn:${partition}:amplify:${region}:${account}:apps/${appId}/domains/${name}`,
  certificateVerificationDnsRecord: `_${appId}.${name}. CNAME _${appId}.acm-validations.aws.`,
  // fidelity: observed: users' reports: the domain itself has a blank in place of its name
  subDomains: subDomains.map((one) => ({
    ...one,
    dnsRecord: `${one.prefix} CNAME ${appId}.cloudfront.net`,
    verified: true,
  })),
});
