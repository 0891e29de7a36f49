import * as acm from "@pulumi/aws/acm";
import * as route53 from "@pulumi/aws/route53";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";

export const domainChildren = () => ({
  certificate: acm.Certificate,
  validation: acm.CertificateValidation,
  validationRecords: route53.Record,
  aliasRecords: route53.Record,
});

export type DomainTransform = TransformOf<typeof domainChildren>;

/** Records are there with a zone: those that validate by name, aliases by name and type, `shop.example.com A`. */
export type DomainNodes = NodesOf<typeof domainChildren, { validationRecords: "by key"; aliasRecords: "by key" }>;

export type MakeDomainChild = Make<typeof domainChildren>;
