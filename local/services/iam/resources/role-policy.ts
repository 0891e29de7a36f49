import { nameOf } from "../../../aws-types/resource-names";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { Identities } from "../identities";
import { policyText, policyViolations } from "../policy-text";

const TYPE = "aws:iam/rolePolicy:RolePolicy";

/** Its id is `role:name`. */
export const rolePolicyType = (identities: Identities): ResourceType => {
  const set = (id: string, policy: string) => {
    const [role = "", name = ""] = id.split(":");
    return identities.changeRole(role, (record) => ({ ...record, inline: { ...record.inline, [name]: policy } }));
  };
  return {
    type: TYPE,
    check: (inputs) => policyViolations("policy", inputs.policy),
    async create(inputs, context) {
      const name = nameOf(TYPE, inputs, context);
      const id = `${inputs.role}:${name}`;
      const policy = policyText(inputs.policy);
      await set(id, policy);
      return { id, outputs: { ...inputs, name, policy } };
    },
    async update(id, inputs, { outputs }) {
      const policy = policyText(inputs.policy);
      await set(id, policy);
      return { ...outputs, policy };
    },
    async delete(id) {
      const [role = "", name = ""] = id.split(":");
      if (!identities.record(role)) return;
      await identities.changeRole(role, (record) => {
        const { [name]: _, ...inline } = record.inline;
        return { ...record, inline };
      });
    },
  };
};
