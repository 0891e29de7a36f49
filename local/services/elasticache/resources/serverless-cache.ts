import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { CacheRecord } from "../cache-record";
import type { Caches } from "../caches";
import { cacheType, MOST_BYTES } from "./cache-type";

const GIGABYTE = 1024 ** 3;

export const serverlessCacheType = (caches: Caches): ResourceType =>
  cacheType("aws:elasticache/serverlessCache:ServerlessCache", caches, record, ({ name, userGroup }) => ({
    name,
    userGroupId: userGroup,
  }));

const record = (outputs: Properties): CacheRecord => {
  const [{ address = "", port = 6379 } = {}] = outputs.endpoints as { address?: string; port?: number }[];
  const limits = outputs.cacheUsageLimits as { dataStorage?: { maximum?: number } } | undefined;
  const gigabytes = limits?.dataStorage?.maximum;
  return {
    name: String(outputs.name),
    arn: String(outputs.arn),
    serverless: true,
    host: address,
    port,
    readerPort: 6380,
    otherHosts: [],
    cluster: true,
    tls: true,
    userGroup: outputs.userGroupId === undefined ? undefined : String(outputs.userGroupId),
    mostBytes: Math.min(gigabytes === undefined ? MOST_BYTES : gigabytes * GIGABYTE, MOST_BYTES),
  };
};
