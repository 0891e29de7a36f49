import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { shownAttributes } from "../settings/subscription-attributes";
import { type SnsParts, subscriptionOf } from "./sns-operation";

export const getSubscriptionAttributes = operation(
  "GetSubscriptionAttributes",
  z.object({ SubscriptionArn: z.string() }),
  { action: "sns:GetSubscriptionAttributes", on: subscriptionOf },
  ({ topics }: SnsParts) =>
    (_, subscription) => ({ Attributes: shownAttributes(subscription, topics.cloud.account) }),
);
