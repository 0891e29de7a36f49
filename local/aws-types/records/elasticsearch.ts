import { type AwsTypes, here } from "../aws-type";

export const ELASTICSEARCH: AwsTypes = {
  "aws:elasticsearch/domain:Domain": {
    name: {
      // fidelity: observed: provider/resources.go of pulumi-aws, AutoNameTransform
      property: "domainName",
      max: 28,
      pattern: /^[a-z][0-9a-z-]{2,}$/,
      allowed: "3 or more lower-case letters, digits and hyphens, beginning with a letter",
      lower: true,
    },
    id: (subject) => `arn:aws:${here("es", "domain/")(subject)}`,
    arn: here("es", "domain/"),
    replaceOn: [],
  },
};
