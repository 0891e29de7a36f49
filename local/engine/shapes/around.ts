import { byName, CAPITALS, here, type Shape, text, uuid } from "./shape";

const iam = (path: string, prefix: string): Shape => ({
  named: "name",
  id: byName,
  arn: ({ account, name, inputs }) => `iam::${account}:${path}${text(inputs.path) || "/"}${name}`,
  outputs: ({ digits }) => ({ path: "/", uniqueId: `${prefix}${digits(17, CAPITALS)}` }),
});

export const AROUND: Readonly<Record<string, Shape>> = {
  "aws:iam/role:Role": iam("role", "AROA"),
  "aws:iam/policy:Policy": {
    ...iam("policy", "ANPA"),
    id: ({ account, name }) => `arn:aws:iam::${account}:policy/${name}`,
  },
  "aws:iam/rolePolicy:RolePolicy": { named: "name", id: ({ name, inputs }) => `${text(inputs.role)}:${name}` },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    id: ({ inputs }) => `${text(inputs.role)}/${text(inputs.policyArn)}`,
  },
  "aws:sqs/queue:Queue": {
    named: "name",
    id: ({ region, account, name }) => `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    arn: here("sqs", ""),
    outputs: (_, id) => ({ url: id }),
  },
  "aws:sqs/queuePolicy:QueuePolicy": { id: ({ inputs }) => text(inputs.queueUrl) },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": { id: ({ inputs }) => text(inputs.queueUrl) },
  "aws:sqs/redrivePolicy:RedrivePolicy": { id: ({ inputs }) => text(inputs.queueUrl) },
  "aws:sns/topic:Topic": {
    named: "name",
    id: (subject) => `arn:aws:${here("sns", "")(subject)}`,
    arn: here("sns", ""),
    outputs: ({ account }) => ({ owner: account }),
  },
  "aws:sns/topicPolicy:TopicPolicy": { id: ({ inputs }) => text(inputs.arn) },
  "aws:sns/topicSubscription:TopicSubscription": {
    id: (subject) => `${text(subject.inputs.topic)}:${uuid(subject)}`,
    arn: (_, id) => id.replace(/^arn:aws:/, ""),
    outputs: () => ({ pendingConfirmation: true }),
  },
  "aws:cloudwatch/logGroup:LogGroup": { named: "name", id: byName, arn: here("logs", "log-group:") },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { named: "name", id: byName, arn: here("cloudwatch", "alarm:") },
};
