import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { SHARD_ID, sequenceNumberOf, writeIterator } from "../shard";
import { type KinesisServices, NamedStream, streamOf } from "../store";

const Input = z.object({
  ...NamedStream,
  ShardId: z.string().min(1).max(128),
  ShardIteratorType: z.enum(["AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER", "TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"]),
  StartingSequenceNumber: z.string().optional(),
  Timestamp: z.number().optional(),
});

export const getShardIterator = operation(
  "GetShardIterator",
  Input,
  { action: "kinesis:GetShardIterator", on: streamOf },
  (services: KinesisServices) =>
    (input, { name: stream }) => {
      const { streams, clock } = services;
      if (input.ShardId !== SHARD_ID) {
        throw new ServiceError(
          "ResourceNotFoundException",
          `Shard ${input.ShardId} in stream ${stream} under account ${streams.account} does not exist`,
        );
      }
      return { ShardIterator: writeIterator({ stream, from: firstOf(services, stream, input), made: clock.now() }) };
    },
);

/** The sequence number of the first record that the iterator gives. */
const firstOf = ({ streams }: KinesisServices, stream: string, input: z.output<typeof Input>): string => {
  const { ShardIteratorType: type, StartingSequenceNumber: start, Timestamp: time = 0 } = input;
  if (type === "TRIM_HORIZON") return sequenceNumberOf(0);
  if (type === "LATEST") return streams.nextSequenceNumber(stream);
  if (type === "AT_TIMESTAMP") {
    const found = streams.recordsOf(stream).find(({ arrived = 0 }) => arrived >= time * 1000);
    return found?.sequenceNumber ?? streams.nextSequenceNumber(stream);
  }
  if (start === undefined || !/^\d+$/.test(start)) {
    throw new ServiceError("InvalidArgumentException", `Must specify a StartingSequenceNumber for ${type}.`);
  }
  return type === "AT_SEQUENCE_NUMBER" ? start : String(BigInt(start) + 1n);
};
