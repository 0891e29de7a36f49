import { parsePolicy } from "../../../access/policy-document";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { Topics } from "../topics";

/** Its id is the topic's ARN. */
export const topicPolicyType = (topics: Topics): ResourceType => {
  const set = async (arn: string, policy: unknown): Promise<void> => {
    parsePolicy(policy);
    const text = typeof policy === "string" ? policy : JSON.stringify(policy);
    await topics.topics.put(arn, { ...topics.require(arn), policy: text });
  };
  return {
    type: "aws:sns/topicPolicy:TopicPolicy",
    async create(inputs) {
      const arn = String(inputs.arn);
      await set(arn, inputs.policy);
      return { id: arn, outputs: { ...inputs, owner: arn.split(":")[4] } };
    },
    async update(id, inputs, olds) {
      await set(id, inputs.policy);
      return { ...olds.outputs, ...inputs };
    },
    async delete(id) {
      const topic = topics.topics.get(id);
      if (topic) await topics.topics.put(id, { arn: topic.arn, name: topic.name });
    },
  };
};
