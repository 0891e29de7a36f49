import type * as acm from "@pulumi/aws/acm";
import type * as pulumi from "@pulumi/pulumi";
import type { DomainNodes, MakeDomainChild } from "./children";
import type { DomainPlan } from "./plan";

/** A record that somebody has to make. */
export interface DnsRecord {
  readonly name: string;
  readonly type: "CNAME";
  readonly value: string;
}

type CertificateNodes = Pick<DomainNodes, "certificate" | "validation" | "validationRecords">;

/** A wildcard and the name below it are validated by one record. */
export const validatedNames = (names: readonly string[]): readonly string[] => [
  ...new Set(names.map((name) => name.replace(/^\*\./, ""))),
];

/** The certificate, the records that prove whose the names are, and the wait until it is issued. */
export const createCertificate = (make: MakeDomainChild, plan: DomainPlan): CertificateNodes => {
  const [domainName = "", ...others] = plan.names;
  // Where CloudFront looks for certificates, wherever the stack is.
  const place = plan.for === "site" ? { region: "us-east-1" } : {};
  const certificate = make("certificate", "certificate", {
    ...place,
    domainName,
    ...(others.length > 0 && { subjectAlternativeNames: others }),
    validationMethod: "DNS",
    ...(Object.keys(plan.tags).length > 0 && { tags: plan.tags }),
  });
  const { zoneId } = plan;
  const validationRecords =
    zoneId === undefined
      ? {}
      : Object.fromEntries(
          validatedNames(plan.names).map((name) => {
            const record = validationOf(certificate, name);
            const args = {
              zoneId,
              name: record.name,
              type: record.type,
              records: [record.value],
              ttl: 300,
              // Certificates of one name in two regions are validated by the same record.
              allowOverwrite: true,
            };
            return [name, make("validationRecords", `${name}-validation`, args)];
          }),
        );
  const records = Object.values(validationRecords);
  const validation = make("validation", "validation", {
    ...place,
    certificateArn: certificate.arn,
    ...(records.length > 0 && { validationRecordFqdns: records.map(({ fqdn }) => fqdn) }),
  });
  return { certificate, validation, validationRecords };
};

/** What proves that a name is ours. */
export const validationOf = (certificate: acm.Certificate, name: string) => {
  const option = certificate.domainValidationOptions.apply(
    (options) => options.find(({ domainName }) => domainName.replace(/^\*\./, "") === name) ?? options[0],
  );
  const text = (value: pulumi.Output<string | undefined>) => value.apply((known) => (known ?? "").replace(/\.$/, ""));
  return {
    name: text(option.apply((known) => known?.resourceRecordName)),
    type: "CNAME" as const,
    value: text(option.apply((known) => known?.resourceRecordValue)),
  };
};
