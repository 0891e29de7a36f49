import type { ResourceType } from "../../../engine/resources/resource-type";
import type { QueueRegistry } from "../queue/queue-registry";
import { queueNameOf } from "../queue/queue-url";

/** A resource that holds one attribute of a queue made elsewhere. Its id is the queue's URL. */
export const queueAttributeType = (
  registry: QueueRegistry,
  type: string,
  property: string,
  attribute: string,
): ResourceType => {
  const set = async (queueUrl: unknown, value: unknown): Promise<void> => {
    const queue = registry.named(queueNameOf(String(queueUrl)) ?? "");
    if (!queue) throw new Error(`queueUrl leads to no queue: ${queueUrl}`);
    await registry.setAttributes(queue, { [attribute]: typeof value === "string" ? value : JSON.stringify(value) });
  };
  return {
    type,
    async create(inputs) {
      await set(inputs.queueUrl, inputs[property]);
      return { id: String(inputs.queueUrl), outputs: inputs };
    },
    async update(_, inputs) {
      await set(inputs.queueUrl, inputs[property]);
      return inputs;
    },
    async read(id, outputs) {
      const value = registry.named(queueNameOf(id) ?? "")?.record.attributes[attribute];
      return value ? { ...outputs, [property]: value } : undefined;
    },
    async delete(id) {
      if (registry.named(queueNameOf(id) ?? "")) await set(id, "");
    },
  };
};
