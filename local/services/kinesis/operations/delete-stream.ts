import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { NO_OUTPUT, operation } from "../../../wire/operation";
import { type KinesisServices, NamedStream, streamName } from "../store";

export const deleteStream = operation(
  "DeleteStream",
  z.object(NamedStream),
  ({ streams, access }: KinesisServices) =>
    async (input, { principal }) => {
      const name = streamName(input);
      requireAccess(access, principal, "kinesis:DeleteStream", streams.arn(name));
      streams.require(name);
      await streams.remove(name);
      // fidelity: docs: CreateStream and DeleteStream: an empty body
      return NO_OUTPUT;
    },
);
