import { type AwsTypes, here } from "../aws-type";
import { dotted } from "../name-rule";

export const KINESIS: AwsTypes = {
  "aws:kinesis/stream:Stream": {
    name: dotted(128),
    id: (subject) => `arn:aws:${here("kinesis", "stream/")(subject)}`,
    arn: here("kinesis", "stream/"),
    replaceOn: [],
  },
};
