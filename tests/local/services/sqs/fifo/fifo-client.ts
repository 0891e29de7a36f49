import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { TestCloud } from "../../../cloud/test-cloud";

/** A FIFO queue as an SDK client uses it, in few words. */
export const fifoClient = async (cloud: TestCloud, attributes: Readonly<Record<string, string>> = {}) => {
  const sqs = new SQSClient(cloud.client);
  const Attributes = { FifoQueue: "true", ContentBasedDeduplication: "true", ...attributes };
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "jobs.fifo", Attributes }));
  const received = new Map<string, string>();
  const send = (MessageGroupId: string | undefined, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
    sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId, ...more }));
  const receiveMessages = async (max = 10, more: object = {}): Promise<readonly Message[]> => {
    const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: max, ...more });
    const { Messages = [] } = await sqs.send(command);
    for (const { Body = "", ReceiptHandle = "" } of Messages) received.set(Body, ReceiptHandle);
    return Messages;
  };
  return {
    sqs,
    QueueUrl,
    send,
    /** Sends messages named after their groups: `a1` is of group `a`. */
    async sendAll(...bodies: readonly string[]) {
      for (const body of bodies) await send(body.charAt(0), body);
    },
    receiveMessages,
    receive: async (max = 10, more: object = {}) => (await receiveMessages(max, more)).map(({ Body }) => Body),
    /** By the handle of its latest receive. */
    delete: (body: string) =>
      sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: received.get(body) ?? "none" })),
    hide: (body: string, VisibilityTimeout: number) =>
      sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl,
          ReceiptHandle: received.get(body) ?? "none",
          VisibilityTimeout,
        }),
      ),
  };
};

export type FifoClient = Awaited<ReturnType<typeof fifoClient>>;
