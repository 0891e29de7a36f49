import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { isFifo, type TopicRecord, type Topics } from "../topics";

const TYPE = "aws:sns/topic:Topic";

/** Properties of `aws.sns.Topic` and the attributes that they set. */
const ATTRIBUTES = {
  archivePolicy: "ArchivePolicy",
  contentBasedDeduplication: "ContentBasedDeduplication",
  deliveryPolicy: "DeliveryPolicy",
  displayName: "DisplayName",
  fifoThroughputScope: "FifoThroughputScope",
  kmsMasterKeyId: "KmsMasterKeyId",
  signatureVersion: "SignatureVersion",
  tracingConfig: "TracingConfig",
} as const;

export const topicType = (topics: Topics): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    await topics.create(String(outputs.name));
    await topics.change(id, settingsOf(inputs, context));
    return { id, outputs: { ...outputs, ...shown(topics, topics.require(id)) } };
  },
  async update(id, inputs, olds, context) {
    const { policy, ...others } = settingsOf(inputs, context);
    await topics.change(id, { ...others, ...(policy === undefined ? {} : { policy }) });
    return { ...olds.outputs, ...inputs, ...shown(topics, topics.require(id)) };
  },
  async read(id) {
    const topic = topics.topics.get(id);
    return topic && shown(topics, topic);
  },
  delete: (id) => topics.remove(id),
});

const settingsOf = (inputs: Properties, { defaultTags }: ResourceContext): Partial<TopicRecord> => ({
  attributes: Object.fromEntries(
    Object.entries(ATTRIBUTES)
      .filter(([property]) => inputs[property] !== undefined && inputs[property] !== null)
      .map(([property, attribute]) => [attribute, String(inputs[property])]),
  ),
  tags: { ...defaultTags, ...(inputs.tags as Record<string, string> | undefined) }, // the provider's schema makes them text
  ...(typeof inputs.policy === "string" ? { policy: inputs.policy } : {}),
});

const shown = (topics: Topics, { arn, name, policy, attributes = {}, tags = {} }: TopicRecord): Properties => {
  const { ContentBasedDeduplication, SignatureVersion, ...others } = attributes;
  return {
    arn,
    name,
    owner: topics.cloud.account,
    fifoTopic: isFifo(arn),
    contentBasedDeduplication: ContentBasedDeduplication === "true",
    ...(SignatureVersion === undefined ? {} : { signatureVersion: Number(SignatureVersion) }),
    ...Object.fromEntries(
      Object.entries(ATTRIBUTES).flatMap(([property, attribute]) =>
        others[attribute] === undefined ? [] : [[property, others[attribute]]],
      ),
    ),
    ...(policy === undefined ? {} : { policy }),
    ...(Object.keys(tags).length > 0 ? { tagsAll: tags } : {}),
  };
};
