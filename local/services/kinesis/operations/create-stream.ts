import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import type { KinesisServices } from "../store";

const Input = z.object({
  StreamName: z.string().min(1).max(128),
  ShardCount: z.int().min(1).default(1),
  StreamModeDetails: withoutEffect({ StreamMode: "PROVISIONED" }),
});

export const createStream = operation(
  "CreateStream",
  Input,
  {
    action: "kinesis:CreateStream",
    on: ({ streams }: KinesisServices, { StreamName }) => resource(streams.arn(StreamName)),
  },
  ({ streams, log }) =>
    async ({ StreamName: name, ShardCount: shards }) => {
      if (streams.has(name)) {
        throw new ServiceError(
          "ResourceInUseException",
          `Stream ${name} under account ${streams.account} already exists.`,
        );
      }
      await streams.create(name);
      if (shards > 1)
        log.warn("kinesis", `stream ${name} has one shard here, not ${shards}: all its records are in order`);
      // fidelity: docs: CreateStream and DeleteStream: an empty body
      return NO_OUTPUT;
    },
);
