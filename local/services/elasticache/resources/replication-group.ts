import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { CacheRecord } from "../cache-record";
import type { Caches } from "../caches";
import { violations } from "./engine";

const TYPE = "aws:elasticache/replicationGroup:ReplicationGroup";

/** What a node may hold here, whatever its type has. */
const MOST_BYTES = 256 * 1024 * 1024;

/** A cluster of nodes, which runs as one server: shards and replicas are what AWS keeps behind the endpoint. */
export const replicationGroupType = (caches: Caches): ResourceType => ({
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
    return cache && { replicationGroupId: cache.name, arn: cache.arn, port: cache.port };
  },
  delete: (_id, outputs) => caches.remove(String(outputs.arn)),
});

const record = (outputs: Properties): CacheRecord => {
  const cluster = outputs.clusterEnabled === true;
  const host = String(cluster ? outputs.configurationEndpointAddress : outputs.primaryEndpointAddress);
  const [group] = (outputs.userGroupIds as string[] | undefined) ?? [];
  return {
    name: String(outputs.replicationGroupId),
    arn: String(outputs.arn),
    serverless: false,
    host,
    port: Number(outputs.port ?? 6379),
    readerPort: undefined,
    otherHosts: cluster ? [] : [String(outputs.readerEndpointAddress)],
    cluster,
    tls: outputs.transitEncryptionEnabled === true,
    userGroup: group,
    mostBytes: MOST_BYTES,
  };
};
