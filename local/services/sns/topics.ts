import type { PolicyDocument } from "../../access/access";
import { parsePolicy } from "../../access/policy-document";
import type { Cloud } from "../../cloud/cloud";
import type { Collection } from "../../data/storage";
import { ServiceError } from "../../wire/service-error";
import { Journal } from "../journal";

export interface TopicRecord {
  readonly arn: string;
  readonly name: string;
  /** Resource policy as the program wrote it. */
  readonly policy?: string;
}

export interface SubscriptionRecord {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly raw: boolean;
}

/** What a publisher said. */
export interface Notification {
  readonly messageId: string;
  readonly topicArn: string;
  readonly message: string;
  readonly subject?: string;
  readonly groupId?: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  readonly published: number;
}

export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string | undefined;
  /** Base64. */
  readonly BinaryValue?: string | undefined;
}

/** All topics of the account, their subscriptions, and what was published. */
export class Topics {
  readonly topics: Collection<TopicRecord>;
  readonly subscriptions: Collection<SubscriptionRecord>;
  /** What was published, by topic. */
  readonly published: Journal<Notification>;

  constructor(readonly cloud: Pick<Cloud, "account" | "clock" | "partition" | "region" | "storage">) {
    this.topics = cloud.storage.collection("sns.topics");
    this.subscriptions = cloud.storage.collection("sns.subscriptions");
    this.published = new Journal(cloud.storage.collection("sns.notifications"), cloud.clock.now);
  }

  arn(name: string): string {
    const { partition, region, account } = this.cloud;
    return `arn:${partition}:sns:${region}:${account}:${name}`;
  }

  /** Makes the topic, or finds the one of that name. */
  async create(name: string): Promise<TopicRecord> {
    const arn = this.arn(name);
    const known = this.topics.get(arn);
    if (known) return known;
    const topic = { arn, name };
    await this.topics.put(arn, topic);
    return topic;
  }

  async remove(arn: string): Promise<void> {
    for (const { arn: subscription } of this.subscribers(arn)) await this.subscriptions.remove(subscription);
    await this.topics.remove(arn);
  }

  require(arn: string): TopicRecord {
    const topic = this.topics.get(arn);
    if (!topic) throw new ServiceError("NotFound", "Topic does not exist", 404);
    return topic;
  }

  policyOf(arn: string): PolicyDocument | undefined {
    const policy = this.topics.get(arn)?.policy;
    return policy === undefined ? undefined : parsePolicy(policy);
  }

  subscribers(topicArn: string): SubscriptionRecord[] {
    return [...this.subscriptions.entries()].map(([, each]) => each).filter((each) => each.topicArn === topicArn);
  }
}
