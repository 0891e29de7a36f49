import { recorded } from "../../../engine/resources/recorded";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { UserPools } from "../user-pools";

const TYPE = "aws:cognito/userPool:UserPool";

export const userPoolType = (pools: UserPools): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    await pools.create(id, String(outputs.name));
    return { id, outputs: { ...outputs, endpoint: pools.endpoint(id), arn: pools.arn(id) } };
  },
  // Nothing of what may change is followed here.
  async update(_, inputs, olds) {
    return { ...olds.outputs, ...inputs };
  },
  async read(id, outputs) {
    return pools.find(id) ? outputs : undefined;
  },
  delete: (id) => pools.remove(id),
});
