import { uniqueId } from "../../../access/keys";
import { nameOf } from "../../../aws-types/resource-names";
import type { Cloud } from "../../../cloud/cloud";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { Identities } from "../identities";
import { policyText, policyViolations } from "../policy-text";

const TYPE = "aws:iam/policy:Policy";

export const policyType = (
  identities: Identities,
  cloud: Pick<Cloud, "account" | "clock" | "partition">,
): ResourceType => ({
  type: TYPE,
  check: (inputs) => policyViolations("policy", inputs.policy),
  async create(inputs, context) {
    const name = nameOf(TYPE, inputs, context);
    const path = typeof inputs.path === "string" ? inputs.path : "/";
    const arn = `arn:${cloud.partition}:iam::${cloud.account}:policy${path}${name}`;
    const policyId = identities.policy(arn)?.policyId ?? uniqueId("ANPA", 21);
    const policy = policyText(inputs.policy);
    const createdAt = new Date(cloud.clock.now()).toISOString();
    const description = typeof inputs.description === "string" ? inputs.description : undefined;
    await identities.putPolicy({ arn, name, policyId, policy, createdAt, description });
    return { id: arn, outputs: { ...inputs, arn, name, path, policy, policyId, attachmentCount: 0 } };
  },
  async update(id, inputs, { outputs }) {
    const record = identities.policy(id);
    if (!record) throw new Error(`policy ${id} is gone`);
    const policy = policyText(inputs.policy);
    await identities.putPolicy({ ...record, policy });
    return { ...outputs, ...inputs, policy };
  },
  async read(id, outputs) {
    return identities.policy(id) ? outputs : undefined;
  },
  delete: (id) => identities.removePolicy(id),
});
