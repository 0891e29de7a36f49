import { type AwsTypes, here, input, text, uuid } from "../aws-type";
import { fifoWords } from "../name-rule";
import { json, oneOf } from "../rule";

export const SNS: AwsTypes = {
  "aws:sns/topic:Topic": {
    name: fifoWords(256, "fifoTopic"),
    id: (subject) => `arn:aws:${here("sns", "")(subject)}`,
    arn: here("sns", ""),
    outputs: ({ account }) => ({ owner: account }),
    replaceOn: ["fifoTopic"],
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    id: input("arn"),
    limits: { policy: json(30_720) },
    replaceOn: ["arn"],
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    id: (subject) => `${text(subject.inputs.topic)}:${uuid(subject)}`,
    arn: (_, id) => id.replace(/^arn:aws:/, ""),
    outputs: () => ({ pendingConfirmation: true }),
    limits: {
      protocol: oneOf("application", "email", "email-json", "firehose", "http", "https", "lambda", "sms", "sqs"),
    },
    replaceOn: ["endpoint", "protocol", "topic"],
  },
};
