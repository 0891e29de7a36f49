import type * as pulumi from "@pulumi/pulumi";
import type { AmplifyAppNodes, MakeAmplifyAppChild } from "./children";
import type { AmplifyAppPlan } from "./plan";

type DomainNodes = Pick<AmplifyAppNodes, "domain" | "records">;

/** The domain of an app, and what the zone needs where it is one of Route 53. */
export const createDomain = (
  make: MakeAmplifyAppChild,
  { domain }: AmplifyAppPlan,
  appId: pulumi.Output<string>,
  branches: readonly pulumi.Resource[],
): DomainNodes => {
  if (domain === undefined) return { records: {} };
  const { name: domainName, subDomains, certificateArn: customCertificateArn } = domain;
  const made = make(
    "domain",
    "domain",
    {
      appId,
      domainName,
      // In the order in which AWS tells them: another one would be a change at each deployment.
      subDomains: Object.entries(subDomains)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([prefix, branchName]) => ({ prefix, branchName })),
      ...(customCertificateArn !== undefined && { certificateSettings: { type: "CUSTOM", customCertificateArn } }),
      // Nobody can put the records into the zone before they are told, and here they are made of what is told.
      waitForVerification: false,
    },
    { dependsOn: [...branches] },
  );
  return { domain: made, records: createRecords(make, domain, made) };
};

/** Of CloudFront, in every account. https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html (read 2026-11) */
const CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2";

const TTL_SECONDS = 300;

const createRecords = (
  make: MakeAmplifyAppChild,
  { name, subDomains, certificateArn, zoneId }: NonNullable<AmplifyAppPlan["domain"]>,
  made: NonNullable<DomainNodes["domain"]>,
): DomainNodes["records"] => {
  if (zoneId === undefined) return {};
  const alias = (value: pulumi.Output<string>, record: string) => {
    const aliases = [{ name: value, zoneId: CLOUDFRONT_ZONE, evaluateTargetHealth: false }];
    return make("records", `record/${record}`, { zoneId, name: record, type: "A", aliases });
  };
  const cname = (value: pulumi.Output<string>, record: pulumi.Input<string>, role: string) =>
    make("records", role, { zoneId, name: record, type: "CNAME", ttl: TTL_SECONDS, records: [value] });
  const own = Object.keys(subDomains).map((prefix) => {
    const record = prefix === "" ? name : `${prefix}.${name}`;
    // AWS tells them in an order of its own.
    const told = made.subDomains.apply((all) => all.find((one) => one.prefix === prefix)?.dnsRecord ?? "");
    const value = told.apply((line) => partsOf(line).value);
    // A domain itself has no CNAME.
    return [record, prefix === "" ? alias(value, record) : cname(value, record, `record/${record}`)] as const;
  });
  if (certificateArn !== undefined) return Object.fromEntries(own);
  const proof = made.certificateVerificationDnsRecord.apply(partsOf);
  const proven = cname(proof.value, proof.name, "record/verification");
  return Object.fromEntries([...own, ["verification", proven]]);
};

/** `www CNAME d111111abcdef8.cloudfront.net`; of the domain itself the name is left out. */
const partsOf = (line: string): { readonly name: string; readonly value: string } => {
  const [, name = "", value = ""] = /^(\S*)\s+CNAME\s+(\S+?)\.?$/.exec(line.trimEnd()) ?? [];
  return { name, value };
};
