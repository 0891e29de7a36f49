import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { groupKey, removeGroup } from "../groups";
import type { UserPools } from "../user-pools";

const TYPE = "aws:cognito/userGroup:UserGroup";

export const userGroupType = (pools: UserPools): ResourceType => {
  const keep = async ({ userPoolId, name, description, precedence, roleArn }: Properties) => {
    const { id: pool } = pools.require(String(userPoolId));
    const key = groupKey(pool, String(name));
    const now = pools.cloud.clock.now();
    await pools.groups.put(key, {
      pool,
      name: String(name),
      ...(typeof description === "string" ? { description } : {}),
      ...(typeof precedence === "number" ? { precedence } : {}),
      ...(typeof roleArn === "string" ? { role: roleArn } : {}),
      created: pools.groups.get(key)?.created ?? now,
      modified: now,
    });
  };
  return {
    type: TYPE,
    async create(inputs, context) {
      const made = recorded(TYPE, inputs, context);
      await keep(made.outputs);
      return made;
    },
    async update(_, inputs, olds) {
      const outputs = { ...olds.outputs, ...inputs };
      await keep(outputs);
      return outputs;
    },
    async read(id) {
      const group = pools.groups.get(id);
      if (!group) return undefined;
      const { pool: userPoolId, name, description = "", precedence = 0, role = "" } = group;
      return { userPoolId, name, description, precedence, roleArn: role };
    },
    delete: (id) => removeGroup(pools, id),
  };
};
