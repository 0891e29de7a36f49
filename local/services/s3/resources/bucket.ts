import { nameOf } from "../../../aws-types/resource-names";
import type { Cloud } from "../../../cloud/cloud";
import { tagsAll } from "../../../engine/resources/recorded";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { NEW_BUCKET } from "../configurations/access";
import type { ObjectStore } from "../storage/object-store";
import type { Tag } from "../storage/tag";
import { websiteDomain } from "../website/website-host";

/** Inline settings, whose resources of their own (`BucketCorsConfiguration`, …) are followed. */
const RECORDED = [
  "accelerationStatus",
  "corsRules",
  "lifecycleRules",
  "logging",
  "objectLockConfiguration",
  "replicationConfiguration",
  "serverSideEncryptionConfiguration",
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
    if (idle.length > 0) {
      cloud.log.warn("s3", `bucket ${context.name}: ${idle.join(", ")}: recorded only, not emulated`);
    }
    const before = store.buckets.get(name) ?? { name, created: cloud.clock.now(), ...NEW_BUCKET };
    await store.buckets.put({ ...before, ...policyOf(inputs), ...tagsOf(inputs, context) });
    return { id: name, outputs: { ...outputsOf(name, cloud, inputs), ...tagsAll(inputs, context.defaultTags) } };
  },
  async update(id, inputs, _, context) {
    const bucket = store.buckets.get(id);
    if (!bucket) throw new Error(`${context.name}: bucket ${id} is gone`);
    await store.buckets.put({ ...bucket, ...policyOf(inputs), ...tagsOf(inputs, context) });
    return { ...outputsOf(id, cloud, inputs), ...tagsAll(inputs, context.defaultTags) };
  },
  async read(id) {
    const bucket = store.buckets.get(id);
    if (!bucket) return undefined;
    const { policy, tags = [] } = bucket;
    return {
      ...outputsOf(id, cloud, policy === undefined ? {} : { policy }),
      tagsAll: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
    };
  },
  async delete(id, { forceDestroy }) {
    const [first] = store.versions(id);
    if (first && forceDestroy !== true) {
      const held = [...store.versions(id)].length;
      throw new Error(
        `BucketNotEmpty: The bucket you tried to delete is not empty: ${id} holds ${held} objects or versions; delete them, or set forceDestroy`,
      );
    }
    await store.empty(id);
    await store.buckets.remove(id);
  },
});

const policyOf = ({ policy }: Properties): { policy?: string } => {
  if (policy === undefined) return {};
  return { policy: typeof policy === "string" ? policy : JSON.stringify(policy) };
};

const tagsOf = (inputs: Properties, { defaultTags }: ResourceContext): { readonly tags: readonly Tag[] } => {
  const { tagsAll: all = {} } = tagsAll(inputs, defaultTags);
  return { tags: Object.entries(all as Record<string, string>).map(([Key, Value]) => ({ Key, Value })) };
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
  websiteDomain: websiteDomain(region),
  websiteEndpoint: `${name}.${websiteDomain(region)}`,
});
