import { createHash } from "node:crypto";
import { sequenceNumber } from "./shard";
import type { NumberedRecord, StreamState } from "./streams";

/** A record as GetRecords tells it; functions get the same, with the stream's ARN. */
// fidelity: docs: Record, StreamRecord; observed: localstack's recordings
export const eventOf = ({ arn, view }: StreamState, record: NumberedRecord, region: string) => ({
  eventID: createHash("md5").update(`${arn}/${record.number}`).digest("hex"),
  eventName: record.event,
  eventVersion: "1.1",
  eventSource: "aws:dynamodb",
  awsRegion: region,
  dynamodb: {
    ApproximateCreationDateTime: Math.floor(record.at / 1000),
    Keys: record.keys,
    ...(record.newImage ? { NewImage: record.newImage } : {}),
    ...(record.oldImage ? { OldImage: record.oldImage } : {}),
    SequenceNumber: sequenceNumber(record.number),
    SizeBytes: record.size,
    StreamViewType: view,
  },
  ...(record.isExpiry ? { userIdentity: { PrincipalId: "dynamodb.amazonaws.com", Type: "Service" } } : {}),
});
