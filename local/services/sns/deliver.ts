import type { Cloud } from "../../cloud/cloud";
import type { MessageAttribute, Notification, SubscriptionRecord } from "./topics";

const SERVICE = "sns.amazonaws.com";

/** Hands a notification to one subscriber. What cannot be delivered is said, and does not fail the publisher. */
export const deliver = async (
  notification: Notification,
  subscription: SubscriptionRecord,
  cloud: Pick<Cloud, "account" | "directory" | "log" | "region">,
): Promise<void> => {
  const { protocol, endpoint, topicArn } = subscription;
  const from = { service: SERVICE, sourceArn: topicArn };
  try {
    if (protocol === "sqs")
      await cloud.directory.sqs.queues.deliver(endpoint, queueMessage(notification, subscription), from);
    else if (protocol === "lambda") {
      await cloud.directory.lambda.functions.invoke(endpoint, lambdaEvent(notification, subscription), { as: from });
    } else cloud.log.warn("sns", `${topicArn} to ${protocol} ${endpoint}: kept, not sent: ${protocol} is not emulated`);
  } catch (error) {
    cloud.log.warn("sns", `${topicArn} to ${endpoint}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

// fidelity: docs: SNS developer guide, "Amazon SNS raw message delivery": attributes go along only when it is raw
const queueMessage = (notification: Notification, subscription: SubscriptionRecord) => {
  const { message, attributes, groupId } = notification;
  // fidelity: docs: Publish, MessageGroupId: a standard topic passes it on to queues, which are fair by it
  const group = groupId === undefined ? {} : { MessageGroupId: groupId };
  if (!subscription.raw) return { MessageBody: JSON.stringify(envelope(notification, subscription)), ...group };
  return {
    MessageBody: message,
    ...(Object.keys(attributes).length > 0 ? { MessageAttributes: { ...attributes } } : {}),
    ...group,
  };
};

// fidelity: docs: SNS developer guide, "HTTP/HTTPS notification JSON format"; guess: nothing is signed here
const envelope = (notification: Notification, subscription: SubscriptionRecord) => {
  const { messageId, topicArn, message, subject, attributes, published } = notification;
  return {
    Type: "Notification",
    MessageId: messageId,
    TopicArn: topicArn,
    ...(subject === undefined ? {} : { Subject: subject }),
    Message: message,
    Timestamp: new Date(published).toISOString(),
    SignatureVersion: "1",
    Signature: "EXAMPLE",
    SigningCertURL: "EXAMPLE",
    UnsubscribeURL: `EXAMPLE?Action=Unsubscribe&SubscriptionArn=${subscription.arn}`,
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
const lambdaEvent = (notification: Notification, subscription: SubscriptionRecord): string => {
  const {
    UnsubscribeURL: UnsubscribeUrl,
    SigningCertURL: SigningCertUrl,
    ...sns
  } = envelope(notification, subscription);
  const Sns = { Subject: null, MessageAttributes: {}, ...sns, UnsubscribeUrl, SigningCertUrl };
  const record = { EventVersion: "1.0", EventSubscriptionArn: subscription.arn, EventSource: "aws:sns", Sns };
  return JSON.stringify({ Records: [record] });
};
