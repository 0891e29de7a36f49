import type { Properties, ResourceContext, ResourceType } from "../../../engine/resource-type";
import type { Queue } from "../queue";
import { queueNameOf } from "../queue-url";
import type { QueueRegistry } from "../registry";
import { type Attributes, readSettings } from "../settings";

/** Properties of `aws.sqs.Queue` and the SQS attributes that they set. */
const ATTRIBUTES = {
  delaySeconds: "DelaySeconds",
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

const FIFO = ["fifoQueue", "contentBasedDeduplication", "deduplicationScope", "fifoThroughputLimit"];

/** fidelity: docs: SQS quotas; the provider appends its own suffix */
const MAX_NAME = 80;

export const queueType = (registry: QueueRegistry): ResourceType => ({
  type: "aws:sqs/queue:Queue",
  replaceOn: ["name", "namePrefix", "fifoQueue"],
  check(inputs) {
    const fifo = FIFO.filter((property) => inputs[property] !== undefined && inputs[property] !== false);
    return [
      ...fifo.map((property) => ({ property, reason: "FIFO queues are not emulated by the local cloud yet" })),
      ...refusedAttribute(inputs),
    ];
  },
  async create(inputs, context) {
    const name = nameOf(inputs, context);
    const attributes = attributesOf(inputs);
    // A crash may have left the queue without its state: then it is taken over.
    const queue = registry.named(name) ?? (await registry.create(name, {}));
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
  const found = Object.entries(ATTRIBUTES).find(
    ([property]) => inputs[property] !== undefined && refusal(inputs, property),
  );
  return found ? [{ property: found[0], reason: refusal(inputs, found[0]) ?? "" }] : [];
};

const refusal = (inputs: Properties, property: string): string | undefined => {
  try {
    readSettings(attributesOf({ [property]: inputs[property] }));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const nameOf = ({ name, namePrefix }: Properties, context: ResourceContext): string => {
  if (typeof name === "string") return name;
  const automatic = context.autoName(MAX_NAME);
  return typeof namePrefix === "string" ? namePrefix + automatic.slice(-7) : automatic;
};

const attributesOf = (inputs: Properties): Attributes =>
  Object.fromEntries(
    Object.entries(ATTRIBUTES)
      .filter(([property]) => inputs[property] !== undefined && inputs[property] !== null)
      .map(([property, attribute]) => [attribute, String(inputs[property])]),
  );

const tagsOf = ({ tags }: Properties, { defaultTags }: ResourceContext): Record<string, string> => ({
  ...defaultTags,
  ...(tags as Record<string, string> | undefined), // the provider's schema makes them text
});

const outputsOf = (registry: QueueRegistry, queue: Queue): Properties => {
  const { record, settings, arn } = queue;
  return {
    arn,
    url: registry.url(record.name),
    name: record.name,
    delaySeconds: settings.delaySeconds,
    fifoQueue: false,
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
