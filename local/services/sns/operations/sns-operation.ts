import type { Denial } from "../../../access/permit";
import type { Cloud } from "../../../cloud/cloud";
import { resource, type Subject } from "../../../wire/operations/right";
import type { Publisher } from "../publisher";
import { checkArn, invalidParameter } from "../sns-error";
import type { SubscriptionRecord, TopicRecord, Topics } from "../topics";

/** What the operations of SNS work with. */
export interface SnsParts {
  readonly topics: Topics;
  readonly publisher: Publisher;
  readonly cloud: Cloud;
}

// fidelity: observed: SNS writes its name in capitals
export const SNS_DENIAL: Denial = {
  code: "AuthorizationError",
  status: 403,
  action: (name) => name.replace(/^sns/, "SNS"),
};

/** The topic that a call means, which must be there. */
export const topicNamed = (
  { topics }: SnsParts,
  named: string | undefined,
  parameter = "TopicArn",
): Subject<TopicRecord> => {
  const arn = checkArn(named, parameter);
  // fidelity: observed: test_topic_publish_another_region of LocalStack's tests
  if (arn.split(":")[3] !== topics.cloud.region) throw invalidParameter(parameter);
  return resource({ resource: arn, resourcePolicy: topics.policyOf(arn) }, () => topics.require(arn));
};

export const topicOf = (parts: SnsParts, { TopicArn }: { readonly TopicArn?: string | undefined }) =>
  topicNamed(parts, TopicArn);

/** Rights on subscriptions are asked on no resource. fidelity: docs: service authorization reference of SNS */
export const subscriptionOf = (
  { topics }: SnsParts,
  { SubscriptionArn }: { readonly SubscriptionArn?: string | undefined },
): Subject<SubscriptionRecord> => {
  const arn = checkArn(SubscriptionArn, "SubscriptionArn");
  return resource("*", () => topics.requireSubscription(arn));
};
