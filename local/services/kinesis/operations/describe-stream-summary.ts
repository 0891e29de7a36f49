import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { description } from "../description";
import { type KinesisServices, NamedStream, streamName } from "../store";

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
