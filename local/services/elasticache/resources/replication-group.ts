import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { CacheRecord } from "../cache-record";
import type { Caches } from "../caches";
import { cacheType, MOST_BYTES } from "./cache-type";

/** A cluster of nodes, which runs as one server: shards and replicas are what AWS keeps behind the endpoint. */
export const replicationGroupType = (caches: Caches): ResourceType =>
  cacheType("aws:elasticache/replicationGroup:ReplicationGroup", caches, record, ({ name, port }) => ({
    replicationGroupId: name,
    port,
  }));

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
