import type { MessageInput } from "../../sqs/operations/message-input";
import type { MessageAttribute, Notification } from "../notification";
import { isFifo, type SubscriptionRecord } from "../topics";

type Subscription = Pick<SubscriptionRecord, "arn" | "raw" | "topicArn">;

// fidelity: docs: SNS developer guide, "Amazon SNS raw message delivery": attributes go along only when it is raw
export const queueMessage = (
  notification: Notification,
  subscription: Subscription,
  queueArn: string,
): MessageInput => {
  const { message, attributes, groupId, deduplicationId } = notification;
  const toFifo = isFifo(queueArn);
  // fidelity: docs: Publish, MessageGroupId: a standard topic passes it on to queues, which are fair by it
  const group = groupId === undefined ? {} : { MessageGroupId: groupId };
  const ids = toFifo && deduplicationId !== undefined ? { ...group, MessageDeduplicationId: deduplicationId } : group;
  if (!subscription.raw) return { MessageBody: JSON.stringify(envelope(notification, subscription)), ...ids };
  return {
    MessageBody: message,
    ...(Object.keys(attributes).length > 0 ? { MessageAttributes: { ...attributes } } : {}),
    ...ids,
  };
};

/** Where an endpoint of AWS would answer. */
const publicEndpoint = (topicArn: string): string => `https://sns.${topicArn.split(":")[3]}.amazonaws.com`;

// fidelity: docs: SNS developer guide, "HTTP/HTTPS notification JSON format"; guess: nothing is signed here
export const envelope = (notification: Notification, subscription: Subscription) => {
  const { messageId, topicArn, message, subject, attributes, published, sequenceNumber } = notification;
  const endpoint = publicEndpoint(topicArn);
  return {
    Type: "Notification",
    MessageId: messageId,
    // fidelity: observed: sns-fifo-standard-queue: of a FIFO topic it has a number and no signature
    ...(sequenceNumber === undefined ? {} : { SequenceNumber: sequenceNumber }),
    TopicArn: topicArn,
    ...(subject === undefined ? {} : { Subject: subject }),
    Message: message,
    Timestamp: new Date(published).toISOString(),
    ...(sequenceNumber === undefined
      ? {
          SignatureVersion: "1",
          Signature: "EXAMPLE",
          SigningCertURL: `${endpoint}/SimpleNotificationService-EXAMPLE.pem`,
        }
      : {}),
    UnsubscribeURL: `${endpoint}/?Action=Unsubscribe&SubscriptionArn=${subscription.arn}`,
    ...(Object.keys(attributes).length > 0 ? { MessageAttributes: shown(attributes) } : {}),
  };
};

const shown = (attributes: Readonly<Record<string, MessageAttribute>>) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: StringValue ?? BinaryValue ?? "" },
    ]),
  );

// fidelity: docs: Lambda developer guide, "Using Lambda with Amazon SNS", example event
export const lambdaEvent = (notification: Notification, subscription: Subscription): string => {
  const {
    UnsubscribeURL: UnsubscribeUrl,
    SigningCertURL: SigningCertUrl,
    ...sns
  } = envelope(notification, subscription);
  const Sns = { Subject: null, MessageAttributes: {}, ...sns, UnsubscribeUrl, SigningCertUrl };
  const record = { EventVersion: "1.0", EventSubscriptionArn: subscription.arn, EventSource: "aws:sns", Sns };
  return JSON.stringify({ Records: [record] });
};
