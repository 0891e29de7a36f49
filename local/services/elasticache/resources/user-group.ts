import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { Caches } from "../caches";
import type { Users } from "../users";

const TYPE = "aws:elasticache/userGroup:UserGroup";

export const userGroupType = ({ groups }: Users, caches: Caches): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const created = recorded(TYPE, inputs, context);
    // A creation that is repeated leaves those in who came by associations.
    await groups.put(created.id, [...new Set([...(groups.get(created.id) ?? []), ...(members(inputs) ?? [])])]);
    return created;
  },
  async update(id, inputs, olds) {
    const given = members(inputs);
    if (given) await groups.put(id, given);
    return { ...olds.outputs, ...inputs };
  },
  async read(id) {
    const userIds = groups.get(id);
    return userIds && { userGroupId: id, userIds };
  },
  async delete(id) {
    caches.checkUnused(id);
    await groups.remove(id);
  },
});

/** Those that the group itself names; others come by associations. */
const members = ({ userIds }: Properties): readonly string[] | undefined =>
  Array.isArray(userIds) ? userIds.map(String) : undefined;
