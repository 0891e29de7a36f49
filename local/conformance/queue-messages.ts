import type { Json, JsonMap } from "./case-file";
import type { Sandbox } from "./sandbox";

interface Message {
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly MessageAttributes?: Record<string, JsonMap>;
  readonly Attributes?: Record<string, string>;
}

/** The messages of a queue, without taking them. */
export const messages = async (queue: string, sandbox: Sandbox): Promise<Json> => {
  const QueueUrl = `http://127.0.0.1:4566/000000000000/${queue}`;
  const received = (await sandbox.call("sqs", "AmazonSQS.ReceiveMessage", {
    QueueUrl,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: 0,
    MessageSystemAttributeNames: ["All"],
    MessageAttributeNames: ["All"],
  })) as { Messages?: Message[] };
  return (received.Messages ?? []).map((message) => ({
    body: message.Body,
    md5OfBody: message.MD5OfBody,
    attributes: message.MessageAttributes ?? {},
    ...(message.Attributes?.MessageGroupId && { messageGroupId: message.Attributes.MessageGroupId }),
  }));
};
