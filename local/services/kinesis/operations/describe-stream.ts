import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { description } from "../description";
import { SHARD } from "../shard";
import { type KinesisServices, NamedStream, streamName } from "../store";

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
