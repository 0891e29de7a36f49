import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import type { KinesisServices } from "../store";

const Input = z.object({
  Limit: z.int().min(1).max(10_000).default(100),
  ExclusiveStartStreamName: z.string().default(""),
  NextToken: z.string().optional(),
});

// fidelity: docs: ListStreams
export const listStreams = operation(
  "ListStreams",
  Input,
  { action: "kinesis:ListStreams", on: ({ streams }: KinesisServices) => resource(streams.arn("*")) },
  ({ streams }) =>
    ({ Limit, ExclusiveStartStreamName, NextToken }) => {
      const after = NextToken === undefined ? ExclusiveStartStreamName : Buffer.from(NextToken, "base64").toString();
      const left = streams.names().filter((name) => name > after);
      const page = left.slice(0, Limit);
      const more = left.length > page.length;
      return {
        HasMoreStreams: more,
        ...(more ? { NextToken: Buffer.from(page.at(-1) ?? "").toString("base64") } : {}),
        StreamNames: page,
        StreamSummaries: page.map((name) => ({
          StreamARN: streams.arn(name),
          StreamCreationTimestamp: (streams.require(name).created ?? 0) / 1000,
          StreamModeDetails: { StreamMode: "PROVISIONED" },
          StreamName: name,
          StreamStatus: "ACTIVE",
        })),
      };
    },
);
