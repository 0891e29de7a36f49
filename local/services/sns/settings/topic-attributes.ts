import { invalidParameter } from "../sns-error";
import { isFifo, type TopicRecord } from "../topics";

type Attributes = Readonly<Record<string, string>>;

/** fidelity: docs: CreateTopic and SetTopicAttributes, Attributes */
const NAMES = new Set([
  ...["ArchivePolicy", "ContentBasedDeduplication", "DeliveryPolicy", "DisplayName", "FifoThroughputScope"],
  ...["FifoTopic", "KmsMasterKeyId", "Policy", "SignatureVersion", "TracingConfig"],
  ...["Application", "Firehose", "HTTP", "Lambda", "SQS"].flatMap((protocol) =>
    ["FailureFeedbackRoleArn", "SuccessFeedbackRoleArn", "SuccessFeedbackSampleRate"].map((end) => protocol + end),
  ),
]);

/** @throws {ServiceError} for an attribute that a topic cannot have */
export const checkTopicAttribute = (name: string, value: string): void => {
  if (!NAMES.has(name)) throw invalidParameter("AttributeName");
  if ((name === "ContentBasedDeduplication" || name === "FifoTopic") && !/^(?:true|false)$/i.test(value)) {
    throw invalidParameter(`${name}: Invalid value [${value}]. Must be true or false.`); // fidelity: guess: the text
  }
};

/** @throws {ServiceError} fidelity: observed: sns-api-topic-name-* */
export const checkTopicName = (name: string, fifo: boolean): void => {
  const pattern = fifo ? /^[a-zA-Z0-9_-]{1,251}\.fifo$/ : /^[a-zA-Z0-9_-]{1,256}$/;
  if (!pattern.test(name)) throw invalidParameter("Topic Name");
};

/** What everybody of the account may do with a topic that has no policy of its own. */
export const defaultPolicy = (arn: string): object => ({
  Version: "2008-10-17",
  Id: "__default_policy_ID",
  Statement: [
    {
      Effect: "Allow",
      Sid: "__default_statement_ID",
      Principal: { AWS: "*" },
      Action: [
        "SNS:GetTopicAttributes",
        "SNS:SetTopicAttributes",
        "SNS:AddPermission",
        "SNS:RemovePermission",
        "SNS:DeleteTopic",
        "SNS:Subscribe",
        "SNS:ListSubscriptionsByTopic",
        "SNS:Publish",
      ],
      Resource: arn,
      Condition: { StringEquals: { "AWS:SourceOwner": arn.split(":")[4] } },
    },
  ],
});

// fidelity: observed: test_create_topic_test_arn of LocalStack's tests
const EFFECTIVE_DELIVERY_POLICY = {
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numRetries: 3,
      numMaxDelayRetries: 0,
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      backoffFunction: "linear",
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: { headerContentType: "text/plain; charset=UTF-8" },
  },
};

/** What GetTopicAttributes answers. */
export const shownTopic = (
  { arn, policy, attributes = {} }: TopicRecord,
  subscriptions: { readonly confirmed: number; readonly pending: number },
  account: string,
): Attributes => ({
  TopicArn: arn,
  Owner: account,
  DisplayName: "",
  Policy: policy ?? JSON.stringify(defaultPolicy(arn)),
  SubscriptionsConfirmed: String(subscriptions.confirmed),
  SubscriptionsPending: String(subscriptions.pending),
  SubscriptionsDeleted: "0",
  EffectiveDeliveryPolicy: JSON.stringify(EFFECTIVE_DELIVERY_POLICY),
  ...(isFifo(arn) ? { FifoTopic: "true", ContentBasedDeduplication: "false" } : {}),
  ...attributes,
});
