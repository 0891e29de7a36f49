import { recorded } from "../../../engine/resources/recorded";
import type { ResourceType } from "../../../engine/resources/resource-type";
import { ServiceError } from "../../../wire/service-error";
import type { Users } from "../users";

const TYPE = "aws:elasticache/userGroupAssociation:UserGroupAssociation";

export const userGroupAssociationType = (all: Users): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const [group, user] = [String(inputs.userGroupId), String(inputs.userId)];
    // fidelity: observed: ModifyUserGroup
    if (!all.groups.get(group)) throw new ServiceError("UserGroupNotFoundFault", `User group ${group} not found.`, 404);
    if (!all.users.get(user)) throw new ServiceError("UserNotFound", `User ${user} not found.`, 404);
    await all.join(group, user);
    return recorded(TYPE, inputs, context);
  },
  async read(id) {
    const [userGroupId = "", userId = ""] = id.split(",");
    return all.groups.get(userGroupId)?.includes(userId) ? { userGroupId, userId } : undefined;
  },
  delete: (_id, outputs) => all.leave(String(outputs.userGroupId), String(outputs.userId)),
});
