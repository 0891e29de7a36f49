import { ServiceError } from "../../../../wire/service-error";
import { dynamoDbOperation } from "../../dynamodb-operation";
import { oneOf, text } from "../../input/plain";
import { required, type ValueOf } from "../../input/shape";
import { structure } from "../../input/structure";
import { invalid, noSuchResource } from "../../refusals";
import { writeIterator } from "../iterator";
import { namedStream } from "../named-stream";
import { numberOf, shardIdOf } from "../shard";
import type { StreamState, Streams } from "../streams";

const Input = structure("GetShardIteratorInput", {
  StreamArn: required(text({ min: 37, max: 1024 })),
  ShardId: required(text({ min: 28, max: 65 })),
  ShardIteratorType: required(oneOf("TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER")),
  SequenceNumber: text({ min: 21, max: 40, pattern: "\\d+" }),
});

export const getShardIterator = dynamoDbOperation(
  "GetShardIterator",
  Input,
  { action: "dynamodb:GetShardIterator", on: namedStream },
  ({ streams, clock }) =>
    (input, stream) => {
      if (input.ShardId !== shardIdOf(stream)) {
        throw noSuchResource(`Requested resource not found: Shard: ${input.ShardId} not found`);
      }
      return {
        ShardIterator: writeIterator({ stream: stream.arn, from: startOf(streams, stream, input), made: clock.now() }),
      };
    },
);

// fidelity: docs: GetShardIterator, errors
const startOf = (streams: Streams, stream: StreamState, input: ValueOf<typeof Input>): number => {
  const { ShardIteratorType: type, SequenceNumber: sequence } = input;
  if (type === "TRIM_HORIZON") return 0;
  if (type === "LATEST") return streams.last(stream) + 1;
  if (sequence === undefined) throw invalid(`SequenceNumber must be specified when ShardIteratorType is ${type}`);
  const number = numberOf(sequence);
  const [first] = streams.records(stream, 0, 1);
  if (first && number < first.number) {
    const text = "The operation attempted to read past the oldest stream record in a shard";
    throw new ServiceError("TrimmedDataAccessException", text);
  }
  return type === "AT_SEQUENCE_NUMBER" ? number : number + 1;
};
