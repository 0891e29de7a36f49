import { randomUUID } from "node:crypto";
import { resourceVerdict } from "../../access/verdict";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import type { Deliveries } from "../deliveries/deliveries";
import type { SendingService } from "../sqs/queue/queues";
import { contentId, Duplicates } from "./delivery/duplicates";
import { createSubscriptionDeliveries, type Delivery } from "./delivery/subscription-deliveries";
import { useTopicKey } from "./key-use";
import type { Notification } from "./notification";
import { compileFilter, type FilteredMessage } from "./settings/filter-policy";
import { checkMessage, type MessageInput, messagesOf } from "./settings/message-checks";
import { scopeOf } from "./settings/subscription-attributes";
import { invalidParameter } from "./sns-error";
import { isFifo, type SubscriptionRecord, type Topics } from "./topics";

export interface Published {
  readonly MessageId: string;
  readonly SequenceNumber?: string;
}

/** Takes what is published, and has it brought to the subscribers. */
export class Publisher {
  private readonly deliveries: Deliveries<Delivery>;
  private readonly duplicates: Duplicates;
  private readonly filters = new WeakMap<SubscriptionRecord, (message: FilteredMessage) => boolean>();

  constructor(
    private readonly topics: Topics,
    private readonly cloud: Cloud,
  ) {
    this.deliveries = createSubscriptionDeliveries(cloud);
    this.duplicates = new Duplicates(cloud);
  }

  /** What a topic asks of a message besides. @throws {ServiceError} */
  checkIds(topicArn: string, messages: readonly MessageInput[]): void {
    if (!isFifo(topicArn)) {
      if (messages.every(({ MessageDeduplicationId }) => MessageDeduplicationId === undefined)) return;
      throw invalidParameter(
        "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
      );
    }
    if (messages.some(({ MessageGroupId }) => !MessageGroupId)) {
      throw invalidParameter("The MessageGroupId parameter is required for FIFO topics");
    }
    if (this.isContentBased(topicArn)) return;
    if (messages.some(({ MessageDeduplicationId }) => !MessageDeduplicationId)) {
      throw invalidParameter(
        "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
      );
    }
  }

  /** Resolves once the message is kept, and queues of this cloud have it. @throws {ServiceError} */
  async publish(topicArn: string, input: MessageInput): Promise<Published> {
    const attributes = checkMessage(input);
    this.checkIds(topicArn, [input]);
    const { Message, Subject, MessageGroupId, MessageDeduplicationId } = input;
    const messageId = randomUUID();
    const deduplicationId = isFifo(topicArn) ? (MessageDeduplicationId ?? contentId(Message)) : undefined;
    const known = deduplicationId === undefined ? undefined : this.duplicates.find(topicArn, deduplicationId);
    if (known) return { MessageId: known.messageId, SequenceNumber: known.sequenceNumber };
    // Both are written in this turn: a message that is remembered is brought as well.
    const numbered =
      deduplicationId === undefined ? undefined : this.duplicates.remember(topicArn, deduplicationId, messageId);
    const notification: Notification = {
      messageId,
      topicArn,
      message: Message,
      ...(Subject === undefined ? {} : { subject: Subject }),
      ...(MessageGroupId === undefined ? {} : { groupId: MessageGroupId }),
      ...(deduplicationId === undefined ? {} : { deduplicationId }),
      ...(numbered === undefined ? {} : { sequenceNumber: numbered.sequenceNumber }),
      attributes,
      published: this.cloud.clock.now(),
    };
    await Promise.all([this.bring(notification, messagesOf(input)), numbered?.kept]);
    return {
      MessageId: messageId,
      ...(numbered === undefined ? {} : { SequenceNumber: numbered.sequenceNumber }),
    };
  }

  /** The same for another service of the account, which the topic's own policy must let in. */
  async publishFor(topicArn: string, input: MessageInput, { service, sourceArn }: SendingService): Promise<Published> {
    const topic = this.topics.require(topicArn);
    const { account } = this.cloud;
    const context = { "aws:SourceArn": sourceArn, "aws:SourceAccount": account, "aws:SecureTransport": "true" };
    const request = { action: "sns:Publish", resource: topicArn, context };
    const verdict = resourceVerdict({ arn: service, account, service }, this.topics.policyOf(topicArn), request);
    if (!verdict.allowed || verdict.denied) {
      const text = `the policy of ${topicArn} does not let ${service} publish for ${sourceArn}`;
      throw new ServiceError("AuthorizationError", text, 403);
    }
    useTopicKey(this.cloud, topic, { service, sourceArn });
    return this.publish(topicArn, input);
  }

  async start(): Promise<void> {
    await this.duplicates.prune();
    this.deliveries.start();
  }

  stop(): Promise<void> {
    return this.deliveries.stop();
  }

  private async bring(notification: Notification, messages: (protocol: string) => string): Promise<void> {
    const jobs = this.topics.subscribers(notification.topicArn).flatMap((subscription): Delivery[] => {
      const message = messages(subscription.protocol);
      const addressed = { ...notification, message };
      if (subscription.token !== undefined || !this.wants(subscription, addressed)) return [];
      return [{ notification: addressed, subscription }];
    });
    const [byQueue, others] = [jobs.filter(isQueue), jobs.filter((job) => !isQueue(job))];
    const [kept] = await Promise.all([
      this.deliveries.accept(byQueue),
      this.deliveries.accept(others),
      this.topics.published.add(notification.topicArn, notification),
    ]);
    // Queues have the message once the publisher is answered; functions and others come after.
    await kept.attempted;
  }

  private wants(subscription: SubscriptionRecord, message: FilteredMessage): boolean {
    const { FilterPolicy: policy } = subscription.attributes ?? {};
    if (!policy) return true;
    let filter = this.filters.get(subscription);
    if (!filter) {
      filter = compileFilter(policy, scopeOf(subscription.attributes ?? {}));
      this.filters.set(subscription, filter);
    }
    return filter(message);
  }

  private isContentBased(topicArn: string): boolean {
    const { attributes = {} } = this.topics.require(topicArn);
    return attributes.ContentBasedDeduplication?.toLowerCase() === "true";
  }
}

const isQueue = ({ subscription }: Delivery): boolean => subscription.protocol === "sqs";
