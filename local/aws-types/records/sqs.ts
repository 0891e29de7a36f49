import { type AwsTypes, here, input } from "../aws-type";
import { fifoWords } from "../name-rule";

export const SQS: AwsTypes = {
  "aws:sqs/queue:Queue": {
    name: fifoWords(80, "fifoQueue"),
    id: ({ region, account, name }) => `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    arn: here("sqs", ""),
    outputs: (_, id) => ({ url: id }),
    replaceOn: ["fifoQueue"],
    setByOthers: ["policy", "redriveAllowPolicy", "redrivePolicy"],
  },
  "aws:sqs/queuePolicy:QueuePolicy": { id: input("queueUrl"), replaceOn: ["queueUrl"] },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": { id: input("queueUrl"), replaceOn: ["queueUrl"] },
  "aws:sqs/redrivePolicy:RedrivePolicy": { id: input("queueUrl"), replaceOn: ["queueUrl"] },
};
