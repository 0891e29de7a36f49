import { parsePolicy } from "../../../access/policy-document";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { Topics } from "../topics";

/** Its id is the topic's ARN. */
export const topicPolicyType = (topics: Topics): ResourceType => {
  const set = async (arn: string, policy: unknown): Promise<void> => {
    parsePolicy(policy);
    await topics.change(arn, { policy: typeof policy === "string" ? policy : JSON.stringify(policy) });
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
    async read(id) {
      const policy = topics.topics.get(id)?.policy;
      return policy === undefined ? undefined : { arn: id, policy, owner: id.split(":")[4] };
    },
    async delete(id) {
      if (topics.topics.get(id)) await topics.change(id, { policy: undefined });
    },
  };
};
