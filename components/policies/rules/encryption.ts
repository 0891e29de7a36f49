import { type CheckedResource, ofType, shown, UNKNOWN, usedBy, valueAt } from "../checked-resource";
import type { ResourceRule, StackRule } from "../rule";

/**
 * Types that AWS leaves unencrypted unless told, and what tells it: one of the properties. S3, DynamoDB and CloudWatch
 * Logs encrypt in any case.
 */
const ENCRYPTED_BY: Readonly<Record<string, readonly string[]>> = {
  "aws:rds/cluster:Cluster": ["storageEncrypted"],
  "aws:rds/instance:Instance": ["storageEncrypted"],
  "aws:sqs/queue:Queue": ["sqsManagedSseEnabled", "kmsMasterKeyId"],
  "aws:efs/fileSystem:FileSystem": ["encrypted"],
  "aws:elasticache/replicationGroup:ReplicationGroup": ["atRestEncryptionEnabled"],
  "aws:kinesis/stream:Stream": ["kmsKeyId"],
};

export const encryptedAtRest: ResourceRule = {
  name: "encrypted-at-rest",
  level: "mandatory",
  description: "Data at rest is encrypted, with a key of AWS or one of our own.",
  types: Object.keys(ENCRYPTED_BY),
  check(resource) {
    const keys = ENCRYPTED_BY[resource.type] ?? [];
    if (keys.some((key) => isOn(valueAt(resource, key)))) return [];
    const [first = ""] = keys;
    return [`${keys.join(" or ")} must be set (${first} is ${shown(valueAt(resource, first))})`];
  },
};

/** RDS clusters take on/off as texts too, an instance of one takes the cluster's encryption. */
const isOn = (value: unknown): boolean =>
  value === UNKNOWN || value === true || (typeof value === "string" && value !== "" && value !== "false");

export const alarmTopicDelivers: StackRule = {
  name: "alarm-topic-delivers",
  level: "mandatory",
  description:
    "A topic of alarms is not encrypted with alias/aws/sns: CloudWatch may not use that key, and alarms would be lost without a trace.",
  checkStack: (stack) =>
    alarmTopics(stack)
      .filter((topic) => valueAt(topic, "kmsMasterKeyId") === "alias/aws/sns")
      .map((resource) => ({
        resource,
        problem: "kmsMasterKeyId must be absent, or a key whose policy lets cloudwatch.amazonaws.com use it",
      })),
};

const alarmTopics = (stack: Parameters<StackRule["checkStack"]>[0]): CheckedResource[] => {
  const alarms = ofType(stack, "aws:cloudwatch/metricAlarm:MetricAlarm");
  return [...new Set(alarms.flatMap((alarm) => usedBy(stack, alarm, "alarmActions", "aws:sns/topic:Topic")))];
};
