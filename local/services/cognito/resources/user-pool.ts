import { recorded } from "../../../engine/resources/recorded";
import type { ResourceType } from "../../../engine/resources/resource-type";
import { ServiceError } from "../../../wire/service-error";
import type { UserPools } from "../user-pools";

const TYPE = "aws:cognito/userPool:UserPool";

export const userPoolType = (pools: UserPools): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    await pools.create(id, String(outputs.name));
    return { id, outputs };
  },
  // Nothing of what may change is followed here.
  async update(_, inputs, olds) {
    return { ...olds.outputs, ...inputs };
  },
  async read(id) {
    const pool = pools.find(id);
    return pool && { name: pool.name, endpoint: pools.endpoint(id), arn: pools.arn(id) };
  },
  async delete(id, { deletionProtection }) {
    // fidelity: observed: DeleteUserPool
    if (deletionProtection === "ACTIVE") {
      throw new ServiceError(
        "InvalidParameterException",
        "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
      );
    }
    await pools.remove(id);
  },
});
