import { belowPool, type UserPools, type UserRecord } from "../user-pools";
import { changeUser } from "./users";

export const groupKey = (pool: string, name: string): string => `${pool}/${name}`;

/** Takes all members out of a group, and the group away; of one that is not there, nothing. */
export const removeGroup = async (pools: UserPools, key: string): Promise<void> => {
  const group = pools.groups.get(key);
  if (!group) return;
  for (const user of belowPool(pools.users, group.pool)) await leaveGroup(pools, user, group.name);
  await pools.groups.remove(key);
};

export const leaveGroup = async (pools: UserPools, user: UserRecord, group: string): Promise<void> => {
  if (!user.groups?.includes(group)) return;
  await changeUser(pools, user, ({ groups = [] }) => ({ groups: groups.filter((each) => each !== group) }));
};
