import { dynamoDbOperation } from "../../dynamodb-operation";
import { text, whole } from "../../input/plain";
import { required } from "../../input/shape";
import { structure } from "../../input/structure";
import { describeKeys } from "../../tables/description";
import { namedStream } from "../named-stream";
import { sequenceNumber, shardIdOf } from "../shard";

export const describeStream = dynamoDbOperation(
  "DescribeStream",
  structure("DescribeStreamInput", {
    StreamArn: required(text({ min: 37, max: 1024 })),
    Limit: whole({ min: 1, max: 100 }),
    ExclusiveStartShardId: text({ min: 28, max: 65 }),
  }),
  { action: "dynamodb:DescribeStream", on: namedStream },
  ({ streams }) =>
    ({ ExclusiveStartShardId: after = "" }, stream) => {
      const shard = {
        ShardId: shardIdOf(stream),
        SequenceNumberRange: {
          StartingSequenceNumber: sequenceNumber(1),
          ...(stream.closed === undefined ? {} : { EndingSequenceNumber: sequenceNumber(streams.last(stream)) }),
        },
      };
      return {
        StreamDescription: {
          StreamArn: stream.arn,
          StreamLabel: stream.label,
          StreamStatus: stream.closed === undefined ? "ENABLED" : "DISABLED",
          StreamViewType: stream.view,
          CreationRequestDateTime: stream.created / 1000,
          TableName: stream.table,
          KeySchema: describeKeys(stream.schema),
          Shards: after < shard.ShardId ? [shard] : [],
        },
      };
    },
);
