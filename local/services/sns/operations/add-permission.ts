import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { invalidParameter } from "../sns-error";
import { type SnsParts, topicOf } from "./sns-operation";
import { parseTopicPolicy, policyTextOf } from "./topic-policy";

const Input = z.object({
  TopicArn: z.string(),
  Label: z.string(),
  AWSAccountId: z.array(z.string()),
  ActionName: z.array(z.string()),
});

/** fidelity: docs: AddPermission, ActionName */
const ACTIONS = new Set([
  ...["AddPermission", "DeleteTopic", "GetDataProtectionPolicy", "GetTopicAttributes", "ListSubscriptionsByTopic"],
  ...[
    "ListTagsForResource",
    "Publish",
    "PutDataProtectionPolicy",
    "RemovePermission",
    "SetTopicAttributes",
    "Subscribe",
  ],
]);

export const addPermission = operation(
  "AddPermission",
  Input,
  { action: "sns:AddPermission", on: topicOf },
  ({ topics }: SnsParts) =>
    async ({ Label, AWSAccountId, ActionName }, topic) => {
      const policy = parseTopicPolicy(policyTextOf(topic));
      if (ActionName.some((name) => !ACTIONS.has(name))) {
        throw invalidParameter("Policy statement action out of service scope!");
      }
      if (policy.Statement.some(({ Sid }) => Sid === Label)) throw invalidParameter("Statement already exists");
      const principals = AWSAccountId.map((id) => `arn:${topics.cloud.partition}:iam::${id}:root`);
      const statement = {
        Sid: Label,
        Effect: "Allow",
        Principal: { AWS: one(principals) },
        Action: one(ActionName.map((name) => `SNS:${name}`)),
        Resource: topic.arn,
      };
      await topics.change(topic.arn, {
        policy: JSON.stringify({ ...policy, Statement: [...policy.Statement, statement] }),
      });
      return NO_OUTPUT;
    },
);

const one = (items: readonly string[]): string | readonly string[] | undefined =>
  items.length === 1 ? items[0] : items;
