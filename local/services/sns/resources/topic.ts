import { recorded } from "../../../engine/resources/recorded";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { Topics } from "../topics";

const TYPE = "aws:sns/topic:Topic";

export const topicType = (topics: Topics): ResourceType => ({
  type: TYPE,
  check: ({ fifoTopic }) =>
    fifoTopic === true ? [{ property: "fifoTopic", reason: "FIFO topics are not emulated by the local cloud" }] : [],
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    const topic = await topics.create(String(outputs.name));
    if (typeof inputs.policy === "string") await topics.topics.put(id, { ...topic, policy: inputs.policy });
    return { id, outputs };
  },
  async update(id, inputs, olds) {
    if (typeof inputs.policy === "string")
      await topics.topics.put(id, { ...topics.require(id), policy: inputs.policy });
    return { ...olds.outputs, ...inputs };
  },
  async read(id, outputs) {
    return topics.topics.get(id) ? outputs : undefined;
  },
  delete: (id) => topics.remove(id),
});
