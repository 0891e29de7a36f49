import { parsePolicy } from "../../../access/policy-document";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { Secrets } from "../secrets";

/** Its id is the secret's ARN. */
export const secretPolicyType = (secrets: Secrets): ResourceType => {
  const set = async (arn: string, policy: string | undefined): Promise<void> => {
    const record = secrets.find(arn);
    if (record) await secrets.keep({ ...record, policy });
    else if (policy !== undefined) throw new Error(`secretArn leads to no secret: ${arn}`);
  };
  const text = (policy: unknown): string => {
    parsePolicy(policy);
    return typeof policy === "string" ? policy : JSON.stringify(policy);
  };
  return {
    type: "aws:secretsmanager/secretPolicy:SecretPolicy",
    async create(inputs) {
      await set(String(inputs.secretArn), text(inputs.policy));
      return { id: String(inputs.secretArn), outputs: inputs };
    },
    async update(id, inputs) {
      await set(id, text(inputs.policy));
      return inputs;
    },
    delete: (id) => set(id, undefined),
  };
};
