import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { description } from "../description";
import { SHARD } from "../shard";
import { type KinesisServices, NamedStream, streamOf } from "../store";

// fidelity: docs: DescribeStream, sample response
export const describeStream = operation(
  "DescribeStream",
  z.object({ ...NamedStream, Limit: z.int().min(1).max(10_000).optional() }),
  { action: "kinesis:DescribeStream", on: streamOf },
  ({ streams }: KinesisServices) =>
    (_, stream) => {
      return {
        StreamDescription: { ...description(streams.arn(stream.name), stream), HasMoreShards: false, Shards: [SHARD] },
      };
    },
);
