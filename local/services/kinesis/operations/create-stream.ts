import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operation";
import { resource } from "../../../wire/right";
import { ServiceError } from "../../../wire/service-error";
import type { KinesisServices } from "../store";

export const createStream = operation(
  "CreateStream",
  z.object({ StreamName: z.string().min(1).max(128) }),
  {
    action: "kinesis:CreateStream",
    on: ({ streams }: KinesisServices, { StreamName }) => resource(streams.arn(StreamName)),
  },
  ({ streams }) =>
    async ({ StreamName: name }) => {
      if (streams.has(name)) {
        throw new ServiceError(
          "ResourceInUseException",
          `Stream ${name} under account ${streams.account} already exists.`,
        );
      }
      await streams.create(name);
      // fidelity: docs: CreateStream and DeleteStream: an empty body
      return NO_OUTPUT;
    },
);
