import type { Stream } from "./store";

/** What DescribeStream and DescribeStreamSummary both tell. */
export const description = (arn: string, { name, created = 0 }: Stream) => ({
  EncryptionType: "NONE",
  EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
  RetentionPeriodHours: 24,
  StreamARN: arn,
  StreamCreationTimestamp: created / 1000,
  StreamModeDetails: { StreamMode: "PROVISIONED" },
  StreamName: name,
  StreamStatus: "ACTIVE",
});
