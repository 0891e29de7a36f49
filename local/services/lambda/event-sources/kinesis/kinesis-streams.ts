import type { Principal } from "../../../../access/access";
import { createPermit } from "../../../../access/permit";
import type { Cloud } from "../../../../cloud/cloud";
import { SHARD_ID } from "../../../kinesis/shard";
import type { StreamRecord } from "../../../kinesis/store";
import { LAMBDA_DENIAL } from "../../invoke";
import type { ShardReader } from "../stream/shard-reader";
import type { StreamKind } from "../stream/stream-kind";

/** Kinesis data streams as event sources. */
export const kinesisStreams = (cloud: Cloud): StreamKind => ({
  actions: ["GetRecords", "GetShardIterator", "DescribeStream", "ListShards", "ListStreams"].map(
    (name) => `kinesis:${name}`,
  ),
  batchInfo: "KinesisBatchInfo",
  /** fidelity: docs: "Using Lambda with Kinesis", example event */
  recordMembers: ({ eventSourceArn }, role) => ({
    invokeIdentityArn: role,
    awsRegion: cloud.region,
    eventSourceARN: eventSourceArn,
  }),
  exists: (arn) => cloud.directory.kinesis.streams.has(nameOf(arn)),
  reader: (arn, as) => kinesisReader(cloud, arn, as),
});

const nameOf = (arn: string): string => arn.split("/").at(-1) ?? "";

const kinesisReader = (cloud: Cloud, arn: string, as: () => Principal): ShardReader => {
  const permit = createPermit(cloud.access, LAMBDA_DENIAL);
  const name = nameOf(arn);
  const records = () => {
    const { streams } = cloud.directory.kinesis;
    streams.require(name);
    return streams.recordsOf(name);
  };
  return {
    async shards() {
      permit(as(), { action: "kinesis:ListShards", resource: arn });
      cloud.directory.kinesis.streams.require(name);
      return [{ id: SHARD_ID }];
    },
    async placeAt(_, position) {
      const before =
        position === "LATEST" ? records() : records().filter(({ arrived = 0 }) => arrived < position.timestamp);
      return before.at(-1)?.sequenceNumber ?? "";
    },
    async read(_, place, limit) {
      permit(as(), { action: "kinesis:GetRecords", resource: arn });
      // Asked several times a second: what is known to be all is not looked through.
      const { streams } = cloud.directory.kinesis;
      if (streams.lastSequenceNumber(name) === place) return { records: [], ended: false };
      const after = records().filter(({ sequenceNumber }) => sequenceNumber > place);
      return { records: after.slice(0, limit).map(shardRecord), ended: false };
    },
  };
};

const shardRecord = ({ data, partitionKey, sequenceNumber, arrived = 0 }: StreamRecord) => {
  const kinesis = { kinesisSchemaVersion: "1.0", partitionKey, sequenceNumber, data };
  const event = {
    kinesis: { ...kinesis, approximateArrivalTimestamp: arrived / 1000 },
    eventSource: "aws:kinesis",
    eventVersion: "1.0",
    eventID: `${SHARD_ID}:${sequenceNumber}`,
    eventName: "aws:kinesis:record",
  };
  // fidelity: docs: "Event filtering": a pattern's `data` looks into the record's data
  return {
    sequenceNumber,
    partitionKey,
    event,
    arrivedAt: arrived,
    filterable: { ...kinesis, data: decoded(data) },
  };
};

const decoded = (data: string): unknown => {
  const text = Buffer.from(data, "base64").toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
