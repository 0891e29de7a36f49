import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { SubscriptionRecord, Topics } from "../topics";

const TYPE = "aws:sns/topicSubscription:TopicSubscription";

/** Protocols that messages really go to; the others are kept. */
const DELIVERED = new Set(["sqs", "lambda"]);

export const topicSubscriptionType = (topics: Topics): ResourceType => ({
  type: TYPE,
  check: ({ filterPolicy, topic, endpoint }) => [
    ...(filterPolicy === undefined
      ? []
      : [{ property: "filterPolicy", reason: "filter policies are not emulated by the local cloud" }]),
    // fidelity: observed: test_validations_for_fifo of LocalStack's tests
    ...(/^arn:[^:]+:sqs:.*\.fifo$/.test(String(endpoint)) && /^arn:[^:]+:sns:.*(?<!\.fifo)$/.test(String(topic))
      ? [{ property: "endpoint", reason: "FIFO SQS Queues can not be subscribed to standard SNS topics" }]
      : []),
  ],
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    await topics.subscriptions.put(id, record(id, inputs));
    const pendingConfirmation = !DELIVERED.has(String(inputs.protocol));
    return { id, outputs: { ...outputs, arn: id, pendingConfirmation } };
  },
  async update(id, inputs, olds) {
    await topics.subscriptions.put(id, record(id, inputs));
    return { ...olds.outputs, ...inputs };
  },
  async read(id, outputs) {
    return topics.subscriptions.get(id) ? outputs : undefined;
  },
  delete: (id) => topics.subscriptions.remove(id),
});

const record = (arn: string, inputs: Properties): SubscriptionRecord => ({
  arn,
  topicArn: String(inputs.topic),
  protocol: String(inputs.protocol),
  endpoint: String(inputs.endpoint),
  raw: inputs.rawMessageDelivery === true,
});
