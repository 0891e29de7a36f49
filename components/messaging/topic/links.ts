import type * as sns from "@pulumi/aws/sns";
import { type TopicField, variable } from "../../contracts/environment";
import type { Grant, Link } from "../../core/rights/link";
import type { TopicPlan } from "./plan";

/** What a publisher may do, in a function or as the gateway. */
export const publishGrants = ({ kmsKeyArn }: TopicPlan, topic: sns.Topic): Grant[] => [
  { actions: ["sns:Publish"], resources: [topic.arn] },
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  ...(kmsKeyArn === undefined ? [] : [{ actions: ["kms:GenerateDataKey", "kms:Decrypt"], resources: [kmsKeyArn] }]),
];

export const publishLink = (plan: TopicPlan, topic: sns.Topic): Link => ({
  description: `publish to topic ${plan.name}`,
  grants: publishGrants(plan, topic),
  environment: (link) => ({ [variable(link, "TOPIC_ARN" satisfies TopicField)]: topic.arn }),
  service: "sns",
});
