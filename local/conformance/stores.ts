import { isMap, type Json, type JsonMap } from "./case-file";
import type { Sandbox } from "./sandbox";

/** Makes what a case's `backend` says lies behind the gateway. */
export const prepareStores = async (backend: JsonMap, sandbox: Sandbox): Promise<void> => {
  for (const queue of Array.isArray(backend.queues) ? backend.queues : []) {
    const name = isMap(queue) ? String(queue.name) : String(queue);
    const fifo = isMap(queue) && queue.fifo === true;
    const Attributes = fifo ? { FifoQueue: "true", ContentBasedDeduplication: "true" } : {};
    await sandbox.call("sqs", "AmazonSQS.CreateQueue", { QueueName: name, Attributes });
  }
};

/** The content of a store, in the words of the case files. */
export const storeContent = async (kind: string, name: string, sandbox: Sandbox): Promise<Json | undefined> => {
  if (kind === "messages") return messages(name, sandbox);
  throw new Error(`the local cloud has no ${kind} yet`);
};

interface Message {
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly MessageAttributes?: Record<string, JsonMap>;
  readonly Attributes?: Record<string, string>;
}

const messages = async (queue: string, sandbox: Sandbox): Promise<Json> => {
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
