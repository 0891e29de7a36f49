import { randomUUID } from "node:crypto";
import type { Notification } from "../configurations/notification";
import { invalidArgument } from "../s3-errors";
import { type Configured, destinationsOf } from "./configured";

/** fidelity: docs: S3 user guide, "Event notification types and destinations" */
const EVENTS: readonly string[] = [
  ...["*", "Put", "Post", "Copy", "CompleteMultipartUpload"].map((name) => `s3:ObjectCreated:${name}`),
  ...["*", "Delete", "DeleteMarkerCreated"].map((name) => `s3:ObjectRemoved:${name}`),
  ...["*", "Post", "Completed", "Delete"].map((name) => `s3:ObjectRestore:${name}`),
  ...["*", "OperationFailedReplication", "OperationMissedThreshold"].map((name) => `s3:Replication:${name}`),
  ...["OperationReplicatedAfterThreshold", "OperationNotTracked"].map((name) => `s3:Replication:${name}`),
  ...["*", "Delete", "DeleteMarkerCreated"].map((name) => `s3:LifecycleExpiration:${name}`),
  ...["*", "Put", "Delete"].map((name) => `s3:ObjectTagging:${name}`),
  ...["s3:ReducedRedundancyLostObject", "s3:LifecycleTransition", "s3:IntelligentTiering", "s3:ObjectAcl:Put"],
];

const SERVICES = { Queue: "sqs", Topic: "sns", CloudFunction: "lambda" } as const;

/** A configuration as it is kept, with ids and the names of filters as S3 writes them. @throws {ServiceError} */
// fidelity: docs: PutBucketNotificationConfiguration; observed: localstack test_s3_notifications_*: the texts
export const checkedNotification = (notification: Notification): Notification => {
  const destinations = destinationsOf(notification);
  for (const { kind, arn, events } of destinations) {
    const [head, , service] = arn.split(":");
    if (head !== "arn" || service !== SERVICES[kind]) {
      throw invalidArgument("The ARN could not be parsed", kind, arn);
    }
    const unknown = events.find((event) => !EVENTS.includes(event));
    if (unknown !== undefined) {
      throw invalidArgument("A specified event is not supported for notifications.", "Event", unknown);
    }
  }
  for (const [index, one] of destinations.entries()) {
    if (destinations.slice(index + 1).every((other) => !overlap(one, other))) continue;
    throw invalidArgument(
      "Configurations overlap. Configurations on the same bucket cannot share a common event type.",
    );
  }
  const { QueueConfiguration, TopicConfiguration, CloudFunctionConfiguration, ...rest } = notification;
  return {
    ...rest,
    ...(TopicConfiguration && { TopicConfiguration: TopicConfiguration.map(kept) }),
    ...(QueueConfiguration && { QueueConfiguration: QueueConfiguration.map(kept) }),
    ...(CloudFunctionConfiguration && { CloudFunctionConfiguration: CloudFunctionConfiguration.map(kept) }),
  };
};

type Entry = Omit<NonNullable<Notification["QueueConfiguration"]>[number], "Queue">;

const kept = <Kept extends Entry>(entry: Kept): Kept => {
  const rules = entry.Filter?.S3Key?.FilterRule ?? [];
  const FilterRule = rules.map(({ Name, Value }) => {
    const name = Name.toLowerCase();
    if (name !== "prefix" && name !== "suffix") {
      throw invalidArgument("filter rule name must be either prefix or suffix", "FilterRule.Name", Name);
    }
    return { Name: name === "prefix" ? "Prefix" : "Suffix", Value };
  });
  if (new Set(FilterRule.map(({ Name }) => Name)).size < FilterRule.length) {
    throw invalidArgument("Cannot specify more than one rule of a name in a filter.", "FilterRule.Name");
  }
  return { ...entry, Id: entry.Id ?? randomUUID(), ...(rules.length > 0 && { Filter: { S3Key: { FilterRule } } }) };
};

const overlap = (one: Configured, other: Configured): boolean =>
  one.events.some((event) => other.events.some((each) => meet(event, each))) &&
  (one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix)) &&
  (one.suffix.endsWith(other.suffix) || other.suffix.endsWith(one.suffix));

const meet = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((event) => event.replace(/\*$/, "")) as [string, string];
  return one === other || (one.endsWith("*") && b.startsWith(a)) || (other.endsWith("*") && a.startsWith(b));
};
