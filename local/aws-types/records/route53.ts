import { type AwsTypes, type Subject, text } from "../aws-type";
import { like } from "../rule";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Four servers of a delegation set, as AWS spreads them over four domains. */
const servers = ({ digits }: Subject): string[] =>
  ["com", "net", "org", "co.uk"].map((domain, index) => {
    const number = Number(digits(9, "0123456789").slice(index, index + 3));
    return `ns-${number + index * 512}.awsdns-${String(number % 64).padStart(2, "0")}.${domain}`;
  });

export const ROUTE53: AwsTypes = {
  "aws:route53/zone:Zone": {
    id: ({ digits }) => `Z${digits(20, DIGITS)}`,
    arn: (_, id) => `route53:::hostedzone/${id}`,
    outputs: (subject, id) => {
      const nameServers = servers(subject);
      return { zoneId: id, nameServers, primaryNameServer: nameServers[0] };
    },
    limits: { name: like(/^(?:[a-z0-9_*-]+\.)*[a-z0-9_-]+\.?$/i, "a domain name") },
    defaults: { comment: "Managed by Pulumi" },
    replaceOn: ["delegationSetId", "name"],
  },
  "aws:route53/record:Record": {
    id: ({ inputs }) => `${text(inputs.zoneId)}_${text(inputs.name)}_${text(inputs.type)}`,
    outputs: ({ inputs }) => ({ fqdn: text(inputs.name) }),
    replaceOn: ["zoneId", "name"],
  },
};
