import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { description } from "../description";
import { type KinesisServices, NamedStream, streamOf } from "../store";

// fidelity: docs: DescribeStreamSummary, sample response
export const describeStreamSummary = operation(
  "DescribeStreamSummary",
  z.object(NamedStream),
  { action: "kinesis:DescribeStreamSummary", on: streamOf },
  ({ streams }: KinesisServices) =>
    (_, stream) => {
      const summary = { ...description(streams.arn(stream.name), stream), ConsumerCount: 0, OpenShardCount: 1 };
      return { StreamDescriptionSummary: summary };
    },
);
