import type { ResourceType } from "../../../engine/resources/resource-type";
import type { Identities } from "../identities";

/** Its id is `role/policyArn`. */
export const rolePolicyAttachmentType = (identities: Identities): ResourceType => ({
  type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  async create(inputs) {
    const role = String(inputs.role);
    const arn = String(inputs.policyArn);
    await identities.changeRole(role, (record) => ({
      ...record,
      attached: [...record.attached.filter((other) => other !== arn), arn],
    }));
    return { id: `${role}/${arn}`, outputs: inputs };
  },
  async delete(_, { role, policyArn }) {
    if (!identities.record(String(role))) return;
    await identities.changeRole(String(role), (record) => ({
      ...record,
      attached: record.attached.filter((arn) => arn !== policyArn),
    }));
  },
});
