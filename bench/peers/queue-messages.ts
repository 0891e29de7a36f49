import type { Credentials } from "../../local/access/access";
import { jsonCall } from "../../tests/local/wire/signatures/signed-call";

interface Client {
  readonly endpoint: string;
  readonly credentials: Credentials;
}

/** Bodies of some messages of the queue. */
export const queueMessages = async (client: Client, QueueUrl: string | undefined): Promise<readonly string[]> => {
  const { body } = await jsonCall({ client }, "sqs", "AmazonSQS.ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 10 });
  return (body.Messages ?? []).map(({ Body }: { Body: string }) => Body);
};
