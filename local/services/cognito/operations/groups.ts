import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { pageOf } from "../page";
import { Arn, GroupName, PageKey, Username, UserPoolId } from "../settings/shapes";
import { belowPool, type GroupRecord, type UserPools } from "../user-pools";
import { groupKey, leaveGroup, removeGroup } from "../users/groups";
import { changeUser, shownUser } from "../users/users";
import { type CognitoParts, onPool, onUser } from "./cognito-operation";

const named = { UserPoolId, GroupName };
const settings = {
  Description: z.string().max(2048).optional(),
  Precedence: z.number().int().min(0).optional(),
  RoleArn: Arn.optional(),
};
const paged = { Limit: z.number().int().min(0).max(60).optional(), NextToken: PageKey.optional() };

const requireGroup = ({ groups }: UserPools, pool: string, name: string): GroupRecord => {
  const group = groups.get(groupKey(pool, name));
  if (!group) throw new ServiceError("ResourceNotFoundException", "Group not found.");
  return group;
};

const shownGroup = ({ pool, name, description, precedence, role, created, modified }: GroupRecord) => ({
  GroupName: name,
  UserPoolId: pool,
  ...(description === undefined ? {} : { Description: description }),
  ...(precedence === undefined ? {} : { Precedence: precedence }),
  ...(role === undefined ? {} : { RoleArn: role }),
  CreationDate: created / 1000,
  LastModifiedDate: modified / 1000,
});

/** What a call says of a group; what it does not say stays. */
const said = (input: { readonly [Name in keyof typeof settings]?: z.output<(typeof settings)[Name]> }) => ({
  ...(input.Description === undefined ? {} : { description: input.Description }),
  ...(input.Precedence === undefined ? {} : { precedence: input.Precedence }),
  ...(input.RoleArn === undefined ? {} : { role: input.RoleArn }),
});

export const createGroup = operation(
  "CreateGroup",
  z.object({ ...named, ...settings }),
  onPool("CreateGroup"),
  ({ pools }: CognitoParts) =>
    async ({ GroupName: name, ...input }, { id: pool }) => {
      const key = groupKey(pool, name);
      if (pools.groups.get(key)) {
        throw new ServiceError("GroupExistsException", "A group with the name already exists.");
      }
      const now = pools.cloud.clock.now();
      const group = { pool, name, ...said(input), created: now, modified: now };
      await pools.groups.put(key, group);
      return { Group: shownGroup(group) };
    },
);

export const getGroup = operation(
  "GetGroup",
  z.object(named),
  onPool("GetGroup"),
  ({ pools }: CognitoParts) =>
    ({ GroupName }, { id }) => ({ Group: shownGroup(requireGroup(pools, id, GroupName)) }),
);

export const updateGroup = operation(
  "UpdateGroup",
  z.object({ ...named, ...settings }),
  onPool("UpdateGroup"),
  ({ pools }: CognitoParts) =>
    async ({ GroupName, ...input }, { id }) => {
      const group = { ...requireGroup(pools, id, GroupName), ...said(input), modified: pools.cloud.clock.now() };
      await pools.groups.put(groupKey(id, GroupName), group);
      return { Group: shownGroup(group) };
    },
);

export const deleteGroup = operation(
  "DeleteGroup",
  z.object(named),
  onPool("DeleteGroup"),
  ({ pools }: CognitoParts) =>
    async ({ GroupName }, { id }) => {
      requireGroup(pools, id, GroupName);
      await removeGroup(pools, groupKey(id, GroupName));
      return {};
    },
);

const membersOf = (pools: UserPools, pool: string, group: string) =>
  belowPool(pools.users, pool).filter(({ groups }) => groups?.includes(group));

export const listGroups = operation(
  "ListGroups",
  z.object({ UserPoolId, ...paged }),
  onPool("ListGroups"),
  ({ pools }: CognitoParts) =>
    ({ Limit, NextToken }, { id }) =>
      groupPage(belowPool(pools.groups, id), Limit, NextToken),
);

const groupPage = (groups: readonly GroupRecord[], limit: number | undefined, token: string | undefined) => {
  const { items, next } = pageOf(groups, ({ name }) => name, { limit: limit || 60, token });
  return { Groups: items.map(shownGroup), ...(next ? { NextToken: next } : {}) };
};

const member = { ...named, Username };

export const adminAddUserToGroup = operation(
  "AdminAddUserToGroup",
  z.object(member),
  onUser("AdminAddUserToGroup"),
  ({ pools }: CognitoParts) =>
    async ({ GroupName }, { pool, user }) => {
      requireGroup(pools, pool.id, GroupName);
      await changeUser(pools, user, ({ groups = [] }) => ({ groups: [...new Set([...groups, GroupName])] }));
      return {};
    },
);

export const adminRemoveUserFromGroup = operation(
  "AdminRemoveUserFromGroup",
  z.object(member),
  onUser("AdminRemoveUserFromGroup"),
  ({ pools }: CognitoParts) =>
    async ({ GroupName }, { pool, user }) => {
      requireGroup(pools, pool.id, GroupName);
      await leaveGroup(pools, user, GroupName);
      return {};
    },
);

export const adminListGroupsForUser = operation(
  "AdminListGroupsForUser",
  z.object({ UserPoolId, Username, ...paged }),
  onUser("AdminListGroupsForUser"),
  ({ pools }: CognitoParts) =>
    ({ Limit, NextToken }, { pool, user }) =>
      groupPage(groupsOf(pools, pool.id, user.groups), Limit, NextToken),
);

const groupsOf = (pools: UserPools, pool: string, names: readonly string[] = []) =>
  belowPool(pools.groups, pool).filter(({ name }) => names.includes(name));

export const listUsersInGroup = operation(
  "ListUsersInGroup",
  z.object({ ...named, ...paged }),
  onPool("ListUsersInGroup"),
  ({ pools }: CognitoParts) =>
    ({ GroupName, Limit, NextToken }, { id }) => {
      requireGroup(pools, id, GroupName);
      const page = { limit: Limit || 60, token: NextToken };
      const { items, next } = pageOf(membersOf(pools, id, GroupName), ({ name }) => name, page);
      return { Users: items.map(shownUser), ...(next ? { NextToken: next } : {}) };
    },
);
