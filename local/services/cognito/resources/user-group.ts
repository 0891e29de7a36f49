import type { UserPools } from "../user-pools";
import { groupKey, removeGroup } from "../users/groups";
import { keptType } from "./kept";

export const userGroupType = (pools: UserPools) =>
  keptType({
    type: "aws:cognito/userGroup:UserGroup",
    async keep({ userPoolId, name, description, precedence, roleArn }) {
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
      return undefined;
    },
    async read(id) {
      const group = pools.groups.get(id);
      if (!group) return undefined;
      const { pool: userPoolId, name, description = "", precedence = 0, role = "" } = group;
      return { userPoolId, name, description, precedence, roleArn: role };
    },
    delete: (id) => removeGroup(pools, id),
  });
