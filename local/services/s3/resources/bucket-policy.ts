import { parsePolicy } from "../../../access/policy-document";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { ObjectStore } from "../object-store";

/** Its id is the bucket's name. */
export const bucketPolicyType = (store: ObjectStore): ResourceType => {
  const set = async (name: string, policy: unknown): Promise<void> => {
    const bucket = store.bucket(name);
    if (!bucket) throw new Error(`there is no bucket ${name}`);
    parsePolicy(policy);
    await store.putBucket({ ...bucket, policy: typeof policy === "string" ? policy : JSON.stringify(policy) });
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
    async delete(id) {
      const bucket = store.bucket(id);
      if (!bucket) return;
      const { policy: _, ...rest } = bucket;
      await store.putBucket(rest);
    },
  };
};
