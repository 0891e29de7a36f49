import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { CacheRecord } from "../cache-record";
import type { Caches } from "../caches";
import { violations } from "./engine";

const TYPE = "aws:elasticache/serverlessCache:ServerlessCache";

/** fidelity: docs: ElastiCache user guide, "Quotas": 5,000 GB; more than this machine has is bounded by it */
const MOST_BYTES = 256 * 1024 * 1024;
const GIGABYTE = 1024 ** 3;

export const serverlessCacheType = (caches: Caches): ResourceType => ({
  type: TYPE,
  check: violations,
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    await caches.put(record(outputs));
    return { id, outputs };
  },
  async update(_id, inputs, olds) {
    const outputs = { ...olds.outputs, ...inputs };
    await caches.put(record(outputs));
    return outputs;
  },
  async read(_id, known) {
    const cache = caches.find(String(known.arn));
    return cache && { name: cache.name, userGroupId: cache.userGroup, arn: cache.arn };
  },
  delete: (_id, outputs) => caches.remove(String(outputs.arn)),
});

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
