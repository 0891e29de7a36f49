import { nameOf } from "../../../aws-types/resource-names";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import type { Attributes } from "../queue/attributes";
import type { Queue } from "../queue/queue";
import type { QueueRegistry } from "../queue/queue-registry";
import { queueNameOf } from "../queue/queue-url";
import { defaultAttributes, readSettings } from "../queue/settings";

const TYPE = "aws:sqs/queue:Queue";

/** Properties of `aws.sqs.Queue` and the SQS attributes that they set. */
const ATTRIBUTES = {
  contentBasedDeduplication: "ContentBasedDeduplication",
  deduplicationScope: "DeduplicationScope",
  delaySeconds: "DelaySeconds",
  fifoQueue: "FifoQueue",
  fifoThroughputLimit: "FifoThroughputLimit",
  kmsDataKeyReusePeriodSeconds: "KmsDataKeyReusePeriodSeconds",
  kmsMasterKeyId: "KmsMasterKeyId",
  maxMessageSize: "MaximumMessageSize",
  messageRetentionSeconds: "MessageRetentionPeriod",
  policy: "Policy",
  receiveWaitTimeSeconds: "ReceiveMessageWaitTimeSeconds",
  redriveAllowPolicy: "RedriveAllowPolicy",
  redrivePolicy: "RedrivePolicy",
  sqsManagedSseEnabled: "SqsManagedSseEnabled",
  visibilityTimeoutSeconds: "VisibilityTimeout",
} as const;

/** The provider leaves them out when they are false: no standard queue takes them. */
const FIFO_SWITCHES: ReadonlySet<string> = new Set(["contentBasedDeduplication", "fifoQueue"]);

export const queueType = (registry: QueueRegistry): ResourceType => ({
  type: TYPE,
  check: refusedAttribute,
  async create(inputs, context) {
    const name = nameOf(TYPE, inputs, context);
    const attributes = attributesOf(inputs);
    // A crash may have left the queue without its state: then it is taken over.
    const queue = registry.named(name) ?? (await registry.create(name, attributes));
    await registry.setAttributes(queue, attributes);
    await registry.change(queue, { ...queue.record, tags: tagsOf(inputs, context) });
    return { id: registry.url(name), outputs: outputsOf(registry, queue) };
  },
  async update(id, inputs, olds, context) {
    const queue = registry.named(queueNameOf(id) ?? "");
    if (!queue) throw new Error(`${context.name}: queue ${id} is gone`);
    const dropped = Object.keys(attributesOf(olds.inputs)).map((name) => [name, ""] as const);
    await registry.setAttributes(queue, { ...Object.fromEntries(dropped), ...attributesOf(inputs) });
    await registry.change(queue, { ...queue.record, tags: tagsOf(inputs, context) });
    return outputsOf(registry, queue);
  },
  async read(id, outputs) {
    const queue = registry.named(queueNameOf(id) ?? "");
    return queue ? { ...outputs, ...outputsOf(registry, queue) } : undefined;
  },
  async delete(id) {
    const queue = registry.named(queueNameOf(id) ?? "");
    if (queue) await registry.delete(queue);
  },
});

const refusedAttribute = (inputs: Properties) => {
  const { FifoQueue, ...attributes } = attributesOf(inputs);
  const fifo = FifoQueue === undefined ? {} : { FifoQueue, ...scopeOf(attributes) };
  for (const [property, attribute] of Object.entries(ATTRIBUTES)) {
    const value = attributes[attribute];
    const reason = value === undefined ? undefined : refusal(() => readSettings({ ...fifo, [attribute]: value }));
    if (reason !== undefined) return [{ property, reason }];
  }
  return [];
};

/** The one attribute by which another is judged. */
const scopeOf = ({ DeduplicationScope }: Attributes): Attributes =>
  DeduplicationScope === undefined ? {} : { DeduplicationScope };

const refusal = (check: () => unknown): string | undefined => {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const attributesOf = (inputs: Properties): Attributes =>
  Object.fromEntries(
    Object.entries(ATTRIBUTES)
      .filter(([property]) => inputs[property] !== undefined && inputs[property] !== null)
      .filter(([property]) => inputs[property] !== false || !FIFO_SWITCHES.has(property))
      .map(([property, attribute]) => [attribute, String(inputs[property])]),
  );

const tagsOf = ({ tags }: Properties, { defaultTags }: ResourceContext): Record<string, string> => ({
  ...defaultTags,
  ...(tags as Record<string, string> | undefined), // the provider's schema makes them text
});

const outputsOf = (registry: QueueRegistry, queue: Queue): Properties => {
  const { record, settings, arn } = queue;
  const { DeduplicationScope, FifoThroughputLimit } = {
    ...defaultAttributes(record.attributes),
    ...record.attributes,
  };
  return {
    arn,
    url: registry.url(record.name),
    name: record.name,
    delaySeconds: settings.delaySeconds,
    fifoQueue: settings.fifo !== undefined,
    ...(settings.fifo && { deduplicationScope: DeduplicationScope, fifoThroughputLimit: FifoThroughputLimit }),
    maxMessageSize: settings.maximumMessageBytes,
    messageRetentionSeconds: settings.retentionSeconds,
    policy: record.attributes.Policy ?? "",
    receiveWaitTimeSeconds: settings.receiveWaitSeconds,
    redriveAllowPolicy: record.attributes.RedriveAllowPolicy ?? "",
    redrivePolicy: record.attributes.RedrivePolicy ?? "",
    visibilityTimeoutSeconds: settings.visibilityTimeoutSeconds,
    tagsAll: record.tags,
  };
};
