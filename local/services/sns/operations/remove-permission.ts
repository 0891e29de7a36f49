import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { type SnsParts, topicOf } from "./sns-operation";
import { parseTopicPolicy, policyTextOf } from "./topic-policy";

export const removePermission = operation(
  "RemovePermission",
  z.object({ TopicArn: z.string(), Label: z.string() }),
  { action: "sns:RemovePermission", on: topicOf },
  ({ topics }: SnsParts) =>
    async ({ Label }, topic) => {
      const policy = parseTopicPolicy(policyTextOf(topic));
      const Statement = policy.Statement.filter(({ Sid }) => Sid !== Label);
      if (Statement.length < policy.Statement.length) {
        await topics.change(topic.arn, { policy: JSON.stringify({ ...policy, Statement }) });
      }
      return NO_OUTPUT;
    },
);
