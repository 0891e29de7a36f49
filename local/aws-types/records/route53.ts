import { type AwsTypes, text } from "../aws-type";

export const ROUTE53: AwsTypes = {
  "aws:route53/record:Record": {
    id: ({ inputs }) => `${text(inputs.zoneId)}_${text(inputs.name)}_${text(inputs.type)}`,
    outputs: ({ inputs }) => ({ fqdn: text(inputs.name) }),
    replaceOn: ["zoneId", "name"],
  },
};
