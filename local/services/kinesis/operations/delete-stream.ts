import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { type KinesisServices, NamedStream, streamOf } from "../store";

export const deleteStream = operation(
  "DeleteStream",
  z.object({ ...NamedStream, EnforceConsumerDeletion: withoutEffect(true, false) }),
  { action: "kinesis:DeleteStream", on: streamOf },
  ({ streams }: KinesisServices) =>
    async (_, stream) => {
      await streams.remove(stream.name);
      // fidelity: docs: CreateStream and DeleteStream: an empty body
      return NO_OUTPUT;
    },
);
