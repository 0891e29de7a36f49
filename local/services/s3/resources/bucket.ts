import { nameOf } from "../../../aws-types/resource-names";
import type { Cloud } from "../../../cloud/cloud";
import { tagsAll } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { ObjectStore } from "../object-store";

/** Settings that nothing here follows. */
const RECORDED = [
  "accelerationStatus",
  "corsRules",
  "lifecycleRules",
  "logging",
  "objectLockConfiguration",
  "replicationConfiguration",
  "versioning",
  "website",
];

const TYPE = "aws:s3/bucket:Bucket";

export const bucketType = (
  store: ObjectStore,
  cloud: Pick<Cloud, "clock" | "log" | "partition" | "region">,
): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const name = nameOf(TYPE, inputs, context);
    const idle = RECORDED.filter((property) => inputs[property] !== undefined);
    if (idle.length > 0)
      cloud.log.warn("s3", `bucket ${context.name}: ${idle.join(", ")}: recorded only, not emulated`);
    if (!store.bucket(name)) await store.putBucket({ name, created: cloud.clock.now(), ...policyOf(inputs) });
    return { id: name, outputs: { ...outputsOf(name, cloud, inputs), ...tagsAll(inputs, context.defaultTags) } };
  },
  async update(id, inputs, _, context) {
    const bucket = store.bucket(id);
    if (!bucket) throw new Error(`${context.name}: bucket ${id} is gone`);
    await store.putBucket({ ...bucket, ...policyOf(inputs) });
    return { ...outputsOf(id, cloud, inputs), ...tagsAll(inputs, context.defaultTags) };
  },
  async read(id, outputs) {
    return store.bucket(id) ? outputs : undefined;
  },
  async delete(id, { forceDestroy }) {
    const objects = store.list(id);
    if (objects.length > 0 && forceDestroy !== true) {
      throw new Error(`bucket ${id} holds ${objects.length} objects: delete them, or set forceDestroy`);
    }
    for (const { key } of objects) await store.remove(id, key);
    await store.removeBucket(id);
  },
});

const policyOf = ({ policy }: Properties): { policy?: string } => {
  if (policy === undefined) return {};
  return { policy: typeof policy === "string" ? policy : JSON.stringify(policy) };
};

const outputsOf = (
  name: string,
  { partition, region }: Pick<Cloud, "partition" | "region">,
  inputs: Properties,
): Properties => ({
  ...inputs,
  bucket: name,
  arn: `arn:${partition}:s3:::${name}`,
  bucketDomainName: `${name}.s3.amazonaws.com`,
  bucketRegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
  bucketRegion: region,
  region,
});
