import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { readIterator, writeIterator } from "../shard";
import type { KinesisServices } from "../store";

const Input = z.object({
  ShardIterator: z.string().min(1).max(512),
  Limit: z.int().min(1).max(10_000).default(10_000),
});

// fidelity: docs: GetRecords; observed: localstack's tests on AWS: MillisBehindLatest, NextShardIterator, Records
export const getRecords = operation(
  "GetRecords",
  Input,
  {
    action: "kinesis:GetRecords",
    on: ({ streams, clock, useKey }: KinesisServices, { ShardIterator }, { principal }) => {
      const iterator = readIterator(ShardIterator, clock.now());
      return resource(streams.arn(iterator.stream), () => {
        const stream = streams.require(iterator.stream);
        useKey(stream, "kms:Decrypt", principal);
        return { ...iterator, stream: stream.name };
      });
    },
  },
  ({ streams, clock }) =>
    ({ Limit }, { stream, from }) => {
      const left = streams.recordsOf(stream).filter(({ sequenceNumber }) => BigInt(sequenceNumber) >= BigInt(from));
      const page = left.slice(0, Limit);
      const last = page.at(-1)?.sequenceNumber;
      const next = last === undefined ? from : String(BigInt(last) + 1n);
      const behind = left[page.length]?.arrived;
      return {
        MillisBehindLatest: behind === undefined ? 0 : clock.now() - behind,
        NextShardIterator: writeIterator({ stream, from: next, made: clock.now() }),
        Records: page.map(({ data, partitionKey, sequenceNumber, arrived = 0 }) => ({
          ApproximateArrivalTimestamp: arrived / 1000,
          Data: data,
          PartitionKey: partitionKey,
          SequenceNumber: sequenceNumber,
        })),
      };
    },
);
