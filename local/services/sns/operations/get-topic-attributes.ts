import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { shownTopic } from "../settings/topic-attributes";
import { type SnsParts, topicOf } from "./sns-operation";

export const getTopicAttributes = operation(
  "GetTopicAttributes",
  z.object({ TopicArn: z.string() }),
  { action: "sns:GetTopicAttributes", on: topicOf },
  ({ topics }: SnsParts) =>
    (_, topic) => {
      const all = topics.subscribers(topic.arn);
      const pending = all.filter(({ token }) => token !== undefined).length;
      const counts = { confirmed: all.length - pending, pending };
      return { Attributes: shownTopic(topic, counts, topics.cloud.account) };
    },
);
