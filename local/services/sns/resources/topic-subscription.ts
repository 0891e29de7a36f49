import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { UNKNOWN } from "../../../engine/values/signatures";
import { ServiceError } from "../../../wire/service-error";
import { DELIVERED } from "../delivery/subscription-deliveries";
import { checkAttributes, withAttributes } from "../settings/subscription-attributes";
import { checkEndpoint } from "../settings/subscription-endpoint";
import type { SubscriptionRecord, Topics } from "../topics";

const TYPE = "aws:sns/topicSubscription:TopicSubscription";

/** Properties of `aws.sns.TopicSubscription` and the attributes that they set. */
const ATTRIBUTES = {
  deliveryPolicy: "DeliveryPolicy",
  filterPolicy: "FilterPolicy",
  filterPolicyScope: "FilterPolicyScope",
  rawMessageDelivery: "RawMessageDelivery",
  redrivePolicy: "RedrivePolicy",
  replayPolicy: "ReplayPolicy",
  subscriptionRoleArn: "SubscriptionRoleArn",
} as const;

export const topicSubscriptionType = (topics: Topics): ResourceType => ({
  type: TYPE,
  check(inputs) {
    const place = placeOf(inputs);
    if (Object.values(place).includes(UNKNOWN)) return []; // a preview does not know it yet
    const found = [refusalOf("endpoint", () => checkEndpoint(place.protocol, place.endpoint, place.topicArn))];
    for (const [property, attribute] of Object.entries(ATTRIBUTES)) {
      const own = attributesOf(inputs)[attribute];
      if (own === undefined) continue;
      const { FilterPolicyScope } = attributesOf(inputs);
      const scope: Readonly<Record<string, string>> =
        attribute === "FilterPolicy" && FilterPolicyScope ? { FilterPolicyScope } : {};
      found.push(refusalOf(property, () => checkAttributes({ ...scope, [attribute]: own }, place, "")));
    }
    return found.filter((each) => each !== undefined);
  },
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    await topics.subscribe(record(id, inputs));
    return { id, outputs: { ...outputs, ...shown(topics, topics.requireSubscription(id)) } };
  },
  async update(id, inputs, olds) {
    await topics.subscribe(record(id, inputs));
    return { ...olds.outputs, ...inputs };
  },
  async read(id) {
    const found = topics.subscriptions.get(id);
    return found && shown(topics, found);
  },
  delete: (id) => topics.unsubscribe(id),
});

const placeOf = ({ topic, protocol, endpoint }: Properties) => ({
  topicArn: String(topic),
  protocol: String(protocol),
  endpoint: String(endpoint),
});

const refusalOf = (property: string, check: () => void) => {
  try {
    check();
    return undefined;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { property, reason: error.message };
  }
};

const attributesOf = (inputs: Properties): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(ATTRIBUTES)
      .filter(([property]) => inputs[property] !== undefined && inputs[property] !== null)
      .map(([property, attribute]) => [attribute, String(inputs[property])]),
  );

// An endpoint over HTTP on this machine need not confirm what the program itself has declared.
const record = (arn: string, inputs: Properties): SubscriptionRecord =>
  withAttributes({ arn, ...placeOf(inputs), raw: false }, attributesOf(inputs));

const shown = (topics: Topics, subscription: SubscriptionRecord): Properties => {
  const { arn, topicArn: topic, protocol, endpoint, raw, attributes = {} } = subscription;
  return {
    arn,
    topic,
    protocol,
    endpoint,
    rawMessageDelivery: raw,
    ownerId: topics.cloud.account,
    confirmationWasAuthenticated: true,
    pendingConfirmation: !DELIVERED.has(protocol),
    ...Object.fromEntries(
      Object.entries(ATTRIBUTES).flatMap(([property, attribute]) =>
        attributes[attribute] === undefined ? [] : [[property, attributes[attribute]]],
      ),
    ),
  };
};
