import type * as dynamodb from "@pulumi/aws/dynamodb";
import type { StreamView } from "../../core/stream-source";
import { attributesOf, type Key, type KeyType } from "./attributes";
import type { CapacitySettings, MaxThroughput } from "./capacity";
import type { GlobalIndexSettings, IndexSettings, Projection } from "./indexes";
import type { TablePlan } from "./plan";

const TYPES: Readonly<Record<KeyType, string>> = { string: "S", number: "N", binary: "B" };

const VIEWS: Readonly<Record<StreamView, string>> = {
  "keys only": "KEYS_ONLY",
  "new image": "NEW_IMAGE",
  "old image": "OLD_IMAGE",
  "both images": "NEW_AND_OLD_IMAGES",
};

/** The table as the provider asks for it. Lists are in the order of their names: their own is none. */
export const tableDefinition = (plan: TablePlan): dynamodb.TableArgs => {
  const { key, indexes, localIndexes, kmsKeyArn, tags } = plan;
  return {
    hashKey: key.partition.name,
    ...(key.sort && { rangeKey: key.sort.name }),
    attributes: byName(plan.attributes).map(({ name, type }) => ({ name, type: TYPES[type] })),
    ...(indexes.length > 0 && { globalSecondaryIndexes: byName(indexes).map(globalIndex) }),
    ...(localIndexes.length > 0 && { localSecondaryIndexes: byName(localIndexes).map(localIndex) }),
    billingMode: plan.capacity === undefined ? "PAY_PER_REQUEST" : "PROVISIONED",
    ...throughput(plan),
    ...(plan.timeToLive !== undefined && { ttl: { attributeName: plan.timeToLive, enabled: true } }),
    ...(plan.stream !== undefined && { streamEnabled: true, streamViewType: VIEWS[plan.stream] }),
    pointInTimeRecovery:
      plan.backupDays === undefined ? { enabled: false } : { enabled: true, recoveryPeriodInDays: plan.backupDays },
    ...(kmsKeyArn !== undefined && { serverSideEncryption: { enabled: true, kmsKeyArn } }),
    deletionProtectionEnabled: plan.protected,
    tableClass: plan.infrequentAccess ? "STANDARD_INFREQUENT_ACCESS" : "STANDARD",
    ...(Object.keys(tags).length > 0 && { tags: { ...tags } }),
  };
};

const byName = <T extends { readonly name: string }>(all: readonly T[]): T[] =>
  [...all].sort((a, b) => (a.name < b.name ? -1 : 1));

const globalIndex = (index: GlobalIndexSettings) => ({
  name: index.name,
  keySchemas: keySchemas(index.key),
  ...projection(index.projection),
  ...throughput(index),
});

const localIndex = ({ name, key, projection: projected }: IndexSettings) => ({
  name,
  rangeKey: key.sort?.name ?? "",
  ...projection(projected),
});

const keySchemas = (key: Key) =>
  attributesOf(key).map(({ name }, index) => ({ attributeName: name, keyType: index === 0 ? "HASH" : "RANGE" }));

const projection = (projected: Projection) => {
  if (projected === "all") return { projectionType: "ALL" };
  if (projected === "keys") return { projectionType: "KEYS_ONLY" };
  return { projectionType: "INCLUDE", nonKeyAttributes: [...projected].sort() };
};

const throughput = ({ capacity, maxThroughput }: Throughput) => ({
  ...(capacity && { readCapacity: capacity.read.min, writeCapacity: capacity.write.min }),
  ...(maxThroughput && {
    // What has no bound is -1.
    onDemandThroughput: {
      maxReadRequestUnits: maxThroughput.read ?? -1,
      maxWriteRequestUnits: maxThroughput.write ?? -1,
    },
  }),
});

interface Throughput {
  readonly capacity: CapacitySettings | undefined;
  readonly maxThroughput: MaxThroughput | undefined;
}
