import type { Cloud } from "../../../cloud/cloud";
import { ServiceError } from "../../../wire/service-error";
import { Deliveries, Undeliverable } from "../../deliveries/deliveries";
import type { Notification } from "../notification";
import { deadLetterQueueOf } from "../settings/subscription-attributes";
import { isFifo, type SubscriptionRecord } from "../topics";
import { envelope, lambdaEvent, queueMessage } from "./contents";
import { postTo } from "./http-endpoint";

const SERVICE = "sns.amazonaws.com";

export interface Delivery {
  readonly notification: Notification;
  /** As it was when it was published. */
  readonly subscription: SubscriptionRecord;
}

/** Protocols that messages really go to; the others are kept. */
export const DELIVERED: ReadonlySet<string> = new Set(["sqs", "lambda", "http", "https"]);

// fidelity: docs: "Amazon SNS message delivery retries", customer managed endpoints: 3 retries, 20 seconds apart
const HTTP_RETRIES = 3;
const HTTP_PAUSE_MS = 20_000;

/** fidelity: docs: the same page, AWS managed endpoints: 3 at once, 2 after a second, 10 up to 20 seconds, then 20 */
const pauseMs = (failures: number): number => {
  if (failures <= 3) return 0;
  if (failures <= 5) return 1_000;
  return Math.min(1_000 * 2 ** (failures - 5), 20_000);
};

/** fidelity: docs: the same page: 100,015 attempts over 23 days */
const MAX_FAILURES = 100_015;

export const createSubscriptionDeliveries = (cloud: Cloud): Deliveries<Delivery> =>
  new Deliveries<Delivery>(cloud, {
    name: "sns.deliveries",
    // fidelity: docs: "Amazon SNS message ordering details for FIFO topics": by group
    line: ({ notification: { topicArn, groupId }, subscription }) =>
      isFifo(topicArn) ? `${subscription.arn}/${groupId}` : undefined,
    attempt: (delivery) => deliver(delivery, cloud),
    pause: ({ job, failures }) => {
      if (job.subscription.protocol.startsWith("http")) return failures <= HTTP_RETRIES ? HTTP_PAUSE_MS : undefined;
      return failures < MAX_FAILURES ? pauseMs(failures) : undefined;
    },
    giveUp: ({ job }, error) => giveUp(job, error, cloud),
  });

const deliver = async ({ notification, subscription }: Delivery, cloud: Cloud): Promise<void> => {
  const { protocol, endpoint, topicArn, arn } = subscription;
  const from = { service: SERVICE, sourceArn: topicArn };
  try {
    if (protocol === "sqs") {
      await cloud.directory.sqs.queues.deliver(endpoint, queueMessage(notification, subscription, endpoint), from);
    } else if (protocol === "lambda") {
      const event = lambdaEvent(notification, subscription);
      await cloud.directory.lambda.functions.invoke(endpoint, event, { as: from, asynchronous: true });
    } else if (protocol === "http" || protocol === "https") {
      const { messageId } = notification;
      const body = subscription.raw ? notification.message : JSON.stringify(envelope(notification, subscription));
      const about = { type: "Notification", messageId, topicArn, subscriptionArn: arn, raw: subscription.raw };
      await postTo(endpoint, body, about);
    } else cloud.log.warn("sns", `${topicArn} to ${protocol} ${endpoint}: kept, not sent: ${protocol} is not emulated`);
  } catch (error) {
    // fidelity: docs: "Amazon SNS dead-letter queues": a client-side error is not tried again
    if (error instanceof ServiceError && error.status < 500 && error.code !== "TooManyRequestsException") {
      throw new Undeliverable(error.message);
    }
    throw error;
  }
};

const giveUp = async ({ notification, subscription }: Delivery, error: unknown, cloud: Cloud): Promise<void> => {
  const { endpoint, topicArn } = subscription;
  const queue = deadLetterQueueOf(subscription);
  const why = error instanceof Error ? error.message : String(error);
  cloud.log.warn("sns", `${topicArn} to ${endpoint}: ${why}${queue === undefined ? "" : `; it goes to ${queue}`}`);
  if (queue === undefined) return;
  const from = { service: SERVICE, sourceArn: topicArn };
  await cloud.directory.sqs.queues.deliver(queue, queueMessage(notification, subscription, queue), from);
};
