import { Undeliverable } from "../../deliveries/deliveries";

const TIMEOUT_MS = 15_000; // fidelity: docs: "Subscribing HTTP/S endpoints": 15 seconds

/** Sends to an endpoint on this machine; the local cloud calls nobody else. */
export const postTo = async (
  endpoint: string,
  body: string,
  about: {
    readonly type: string;
    readonly messageId: string;
    readonly topicArn: string;
    readonly subscriptionArn?: string;
    readonly raw?: boolean;
  },
): Promise<void> => {
  const { hostname } = new URL(endpoint);
  if (!["127.0.0.1", "localhost", "[::1]"].includes(hostname)) {
    throw new Undeliverable(`${endpoint} is not on this machine, and the local cloud calls no other`);
  }
  const answer = await fetch(endpoint, {
    method: "POST",
    body,
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      "content-type": "text/plain; charset=UTF-8",
      "user-agent": "Amazon Simple Notification Service Agent",
      "x-amz-sns-message-type": about.type,
      "x-amz-sns-message-id": about.messageId,
      "x-amz-sns-topic-arn": about.topicArn,
      ...(about.subscriptionArn === undefined ? {} : { "x-amz-sns-subscription-arn": about.subscriptionArn }),
      ...(about.raw ? { "x-amz-sns-rawdelivery": "true" } : {}),
    },
  });
  await answer.arrayBuffer();
  // fidelity: docs: "Amazon SNS message delivery retries": 4XX but 429 is final, but HTTP endpoints are tried again
  if (answer.status < 200 || answer.status > 299) throw new Error(`${endpoint} answered ${answer.status}`);
};
