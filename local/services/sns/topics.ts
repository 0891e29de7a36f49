import { randomUUID } from "node:crypto";
import type { PolicyDocument } from "../../access/access";
import { parsePolicy } from "../../access/policy-document";
import type { Cloud } from "../../cloud/cloud";
import type { Collection } from "../../data/storage";
import { ServiceError } from "../../wire/service-error";
import { Journal } from "../journal";
import type { Notification } from "./notification";

export interface TopicRecord {
  readonly arn: string;
  readonly name: string;
  /** Resource policy as the program wrote it. */
  readonly policy?: string | undefined;
  /** Those that were set, by the names of the API. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface SubscriptionRecord {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly raw: boolean;
  /** Those that were set, by the names of the API, without RawMessageDelivery. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** What the endpoint has to answer with before it gets anything. */
  readonly token?: string | undefined;
}

export const isFifo = (topicArn: string): boolean => topicArn.endsWith(".fifo");

/** All topics of the account, their subscriptions, and what was published. */
export class Topics {
  readonly topics: Collection<TopicRecord>;
  readonly subscriptions: Collection<SubscriptionRecord>;
  /** What was published, by topic. */
  readonly published: Journal<Notification>;
  private readonly byTopic = new Map<string, readonly SubscriptionRecord[]>();

  constructor(readonly cloud: Pick<Cloud, "account" | "clock" | "partition" | "region" | "storage">) {
    this.topics = cloud.storage.collection("sns.topics");
    this.subscriptions = cloud.storage.collection("sns.subscriptions");
    this.published = new Journal(cloud.storage.collection("sns.notifications"), () => cloud.clock.now());
  }

  arn(name: string): string {
    const { partition, region, account } = this.cloud;
    return `arn:${partition}:sns:${region}:${account}:${name}`;
  }

  /** Makes the topic, or finds the one of that name. */
  async create(name: string, about: Pick<TopicRecord, "attributes" | "policy" | "tags"> = {}): Promise<TopicRecord> {
    const arn = this.arn(name);
    const known = this.topics.get(arn);
    if (known) return known;
    const topic = { arn, name, ...about };
    await this.topics.put(arn, topic);
    return topic;
  }

  async remove(arn: string): Promise<void> {
    for (const { arn: subscription } of this.subscribers(arn)) await this.unsubscribe(subscription);
    await this.topics.remove(arn);
  }

  require(arn: string): TopicRecord {
    const topic = this.topics.get(arn);
    if (!topic) throw new ServiceError("NotFound", "Topic does not exist", 404);
    return topic;
  }

  async change(arn: string, change: Partial<TopicRecord>): Promise<void> {
    this.require(arn);
    await this.topics.update(arn, (topic) => ({ ...topic, ...change }));
  }

  policyOf(arn: string): PolicyDocument | undefined {
    const policy = this.topics.get(arn)?.policy;
    return policy === undefined ? undefined : parsePolicy(policy);
  }

  subscribers(topicArn: string): readonly SubscriptionRecord[] {
    const known = this.byTopic.get(topicArn);
    if (known) return known;
    const all = [...this.subscriptions.entries()].map(([, each]) => each);
    const found = all.filter((each) => each.topicArn === topicArn);
    this.byTopic.set(topicArn, found);
    return found;
  }

  requireSubscription(arn: string): SubscriptionRecord {
    const found = this.subscriptions.get(arn);
    if (!found) throw new ServiceError("NotFound", "Subscription does not exist", 404);
    return found;
  }

  newSubscriptionArn(topicArn: string): string {
    return `${topicArn}:${randomUUID()}`;
  }

  async subscribe(subscription: SubscriptionRecord): Promise<void> {
    await this.subscriptions.put(subscription.arn, subscription);
    this.byTopic.delete(subscription.topicArn);
  }

  async unsubscribe(arn: string): Promise<void> {
    await this.subscriptions.remove(arn);
    this.byTopic.clear();
  }
}
