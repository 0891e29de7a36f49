import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { pageOf } from "../page";
import type { SubscriptionRecord } from "../topics";
import { type SnsParts, topicOf } from "./sns-operation";

export const listSubscriptions = operation(
  "ListSubscriptions",
  z.object({ NextToken: z.string().optional() }),
  { action: "sns:ListSubscriptions", on: (_: SnsParts) => resource("*") },
  ({ topics }) =>
    ({ NextToken }) =>
      page([...topics.subscriptions.entries()], NextToken, topics.cloud.account),
);

export const listSubscriptionsByTopic = operation(
  "ListSubscriptionsByTopic",
  z.object({ TopicArn: z.string(), NextToken: z.string().optional() }),
  { action: "sns:ListSubscriptionsByTopic", on: topicOf },
  ({ topics }: SnsParts) =>
    ({ NextToken }, { arn }) =>
      page(
        topics.subscribers(arn).map((each) => [each.arn, each] as const),
        NextToken,
        topics.cloud.account,
      ),
);

const page = (
  entries: readonly (readonly [string, SubscriptionRecord])[],
  token: string | undefined,
  account: string,
) => {
  const { shown, next } = pageOf(entries, token);
  const Subscriptions = shown.map(({ arn, topicArn, protocol, endpoint, token: pending }) => ({
    SubscriptionArn: pending === undefined ? arn : "PendingConfirmation",
    Owner: account,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  }));
  return { Subscriptions, ...next };
};
