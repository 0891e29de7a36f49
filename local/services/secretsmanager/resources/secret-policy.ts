import type { ResourceType } from "../../../engine/resources/resource-type";
import { readPolicy } from "../resource-policy";
import type { Secrets } from "../secrets";

/** Its id is the secret's ARN. */
export const secretPolicyType = (secrets: Secrets): ResourceType => {
  const set = async (arn: string, policy: string | undefined): Promise<void> => {
    const record = secrets.find(arn);
    if (record) await secrets.keep({ ...record, policy });
    else if (policy !== undefined) throw new Error(`secretArn leads to no secret: ${arn}`);
  };
  const text = (policy: unknown): string => {
    const written = typeof policy === "string" ? policy : JSON.stringify(policy);
    readPolicy(written);
    return written;
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
    async read(id) {
      const policy = secrets.find(id)?.policy;
      return policy === undefined ? undefined : { secretArn: id, policy };
    },
    delete: (id) => set(id, undefined),
  };
};
