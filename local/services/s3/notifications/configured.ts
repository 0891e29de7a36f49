import type { Notification } from "../configurations/notification";

type Kind = "Queue" | "Topic" | "CloudFunction";

/** One destination of a bucket's notifications. */
export interface Configured {
  readonly kind: Kind;
  readonly id: string;
  readonly arn: string;
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

type Entry = Omit<NonNullable<Notification["QueueConfiguration"]>[number], "Queue">;

const configured = (kind: Kind, arn: string, { Id, Event, Filter }: Entry): Configured => {
  const rules = Filter?.S3Key?.FilterRule ?? [];
  const value = (name: string) => rules.find(({ Name }) => Name?.toLowerCase() === name)?.Value ?? "";
  return { kind, id: Id ?? "", arn, events: Event, prefix: value("prefix"), suffix: value("suffix") };
};

export const destinationsOf = (notification: Notification): readonly Configured[] => [
  ...(notification.TopicConfiguration ?? []).map((each) => configured("Topic", each.Topic, each)),
  ...(notification.QueueConfiguration ?? []).map((each) => configured("Queue", each.Queue, each)),
  ...(notification.CloudFunctionConfiguration ?? []).map((each) =>
    configured("CloudFunction", each.CloudFunction, each),
  ),
];

/** Whether an event such as `ObjectCreated:Put` is one of `s3:ObjectCreated:*`. */
export const isOf = (event: string, pattern: string): boolean =>
  pattern === `s3:${event}` || (pattern.endsWith(":*") && `s3:${event}`.startsWith(pattern.slice(0, -1)));
