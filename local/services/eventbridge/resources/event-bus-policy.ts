import { parsePolicy } from "../../../access/policy-document";
import { recorded } from "../../../engine/resources/recorded";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { Buses } from "../buses";

const TYPE = "aws:cloudwatch/eventBusPolicy:EventBusPolicy";

/** Its id is the name of the bus. */
export const eventBusPolicyType = (buses: Buses): ResourceType => {
  const set = async (bus: string, policy: unknown): Promise<void> => {
    const text = typeof policy === "string" ? policy : JSON.stringify(policy);
    parsePolicy(text);
    await buses.change(bus, { policy: text });
  };
  return {
    type: TYPE,
    async create(inputs, context) {
      const { id, outputs } = recorded(TYPE, inputs, context);
      await set(id, inputs.policy);
      return { id, outputs };
    },
    async update(id, inputs, olds) {
      await set(id, inputs.policy);
      return { ...olds.outputs, ...inputs };
    },
    async read(id) {
      const policy = buses.find(id)?.policy;
      return policy === undefined ? undefined : { eventBusName: id, policy };
    },
    async delete(id) {
      if (buses.find(id)) await buses.change(id, { policy: undefined });
    },
  };
};
