import type { Principal } from "../../../../access/access";
import { createPermit } from "../../../../access/permit";
import type { Cloud } from "../../../../cloud/cloud";
import { requireStream } from "../../../dynamodb/streams/named-stream";
import { numberOf, sequenceNumber, shardIdOf } from "../../../dynamodb/streams/shard";
import { eventOf } from "../../../dynamodb/streams/stream-event";
import type { NumberedRecord, StreamState } from "../../../dynamodb/streams/streams";
import { LAMBDA_DENIAL } from "../../invoke";
import type { ShardReader, ShardRecord } from "../stream/shard-reader";
import type { StreamKind } from "../stream/stream-kind";

/** Streams of DynamoDB tables as event sources. */
export const dynamodbStreams = (cloud: Cloud): StreamKind => ({
  actions: ["GetRecords", "GetShardIterator", "DescribeStream", "ListStreams"].map((name) => `dynamodb:${name}`),
  batchInfo: "DDBStreamBatchInfo",
  /** fidelity: docs: "Using Lambda with DynamoDB", example event */
  recordMembers: ({ eventSourceArn }) => ({ eventSourceARN: eventSourceArn }),
  exists: (arn) => cloud.directory.dynamodb.services.streams.find(arn) !== undefined,
  reader: (arn, as) => streamReader(cloud, arn, as),
});

const streamReader = (cloud: Cloud, arn: string, as: () => Principal): ShardReader => {
  const permit = createPermit(cloud.access, LAMBDA_DENIAL);
  const stream = (action: string): StreamState => {
    permit(as(), { action: `dynamodb:${action}`, resource: arn });
    return requireStream(cloud.directory.dynamodb.services.streams, arn);
  };
  const { streams } = cloud.directory.dynamodb.services;
  return {
    shards: async () => [{ id: shardIdOf(stream("DescribeStream")) }],
    async placeAt() {
      const last = streams.last(stream("GetShardIterator"));
      return last === 0 ? "" : sequenceNumber(last);
    },
    async read(_, place, limit) {
      const state = stream("GetRecords");
      const found = streams.records(state, place === "" ? 1 : numberOf(place) + 1, limit);
      const records = found.map((record) => shardRecord(state, record, cloud.region));
      return { records, ended: state.closed !== undefined && found.length < limit };
    },
    watch: (callback) => streams.watch(arn, callback),
  };
};

const shardRecord = (stream: StreamState, record: NumberedRecord, region: string): ShardRecord => ({
  sequenceNumber: sequenceNumber(record.number),
  // An item's changes keep their order.
  partitionKey: JSON.stringify(record.keys),
  arrivedAt: record.at,
  event: eventOf(stream, record, region),
});
