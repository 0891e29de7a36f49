import { parsePolicy } from "../../../access/policy-document";
import type { ResourceType } from "../../../engine/resources/resource-type";
import { errorText } from "../../../wire/service-error";
import { refusePublicPolicy } from "../access/public-policy";
import type { Buckets } from "../storage/buckets";

/** Its id is the bucket's name. */
export const bucketPolicyType = (buckets: Buckets, deployer: string): ResourceType => {
  const set = async (name: string, policy: unknown): Promise<void> => {
    const bucket = buckets.get(name);
    if (!bucket) throw new Error(`there is no bucket ${name}`);
    try {
      refusePublicPolicy(bucket, parsePolicy(policy), deployer);
    } catch (error) {
      throw new Error(`putting S3 Bucket (${name}) Policy: ${errorText(error)}`);
    }
    await buckets.change(name, { policy: typeof policy === "string" ? policy : JSON.stringify(policy) });
  };
  return {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    async create(inputs) {
      const name = String(inputs.bucket);
      await set(name, inputs.policy);
      return { id: name, outputs: inputs };
    },
    async update(id, inputs) {
      await set(id, inputs.policy);
      return inputs;
    },
    async read(id) {
      const policy = buckets.get(id)?.policy;
      return policy === undefined ? undefined : { bucket: id, policy };
    },
    delete: (id) => buckets.change(id, { policy: undefined }),
  };
};
