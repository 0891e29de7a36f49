import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { SHARD } from "../shard";
import { type KinesisServices, NamedStream, type Stream, streamName } from "../store";

/** What DescribeStream and DescribeStreamSummary both tell. */
const description = (arn: string, { name, created = 0 }: Stream) => ({
  EncryptionType: "NONE",
  EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
  RetentionPeriodHours: 24,
  StreamARN: arn,
  StreamCreationTimestamp: created / 1000,
  StreamModeDetails: { StreamMode: "PROVISIONED" },
  StreamName: name,
  StreamStatus: "ACTIVE",
});

// fidelity: docs: DescribeStream, sample response
export const describeStream = operation(
  "DescribeStream",
  z.object(NamedStream),
  ({ streams, access }: KinesisServices) =>
    (input, { principal }) => {
      const name = streamName(input);
      requireAccess(access, principal, "kinesis:DescribeStream", streams.arn(name));
      const stream = streams.require(name);
      return {
        StreamDescription: { ...description(streams.arn(name), stream), HasMoreShards: false, Shards: [SHARD] },
      };
    },
);

// fidelity: docs: DescribeStreamSummary, sample response
export const describeStreamSummary = operation(
  "DescribeStreamSummary",
  z.object(NamedStream),
  ({ streams, access }: KinesisServices) =>
    (input, { principal }) => {
      const name = streamName(input);
      requireAccess(access, principal, "kinesis:DescribeStreamSummary", streams.arn(name));
      const stream = streams.require(name);
      const summary = { ...description(streams.arn(name), stream), ConsumerCount: 0, OpenShardCount: 1 };
      return { StreamDescriptionSummary: summary };
    },
);
