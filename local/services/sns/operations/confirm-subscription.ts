import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { invalidParameter } from "../sns-error";
import { type SnsParts, topicOf } from "./sns-operation";

const Input = z.object({
  TopicArn: z.string(),
  Token: z.string(),
  AuthenticateOnUnsubscribe: z.string().optional(),
});

export const confirmSubscription = operation(
  "ConfirmSubscription",
  Input,
  { action: "sns:ConfirmSubscription", on: topicOf },
  ({ topics }: SnsParts) =>
    ({ Token }, { arn }) =>
      confirm(topics, arn, Token),
);

/** The endpoint has agreed. @throws {ServiceError} for a token that nobody was given */
export const confirm = async (topics: SnsParts["topics"], topicArn: string, token: string) => {
  const found = topics.subscribers(topicArn).find((each) => each.token === token);
  if (!found) throw invalidParameter("Token");
  await topics.subscribe({ ...found, token: undefined });
  return { SubscriptionArn: found.arn };
};
