import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { type KinesisServices, NamedStream, streamName } from "../store";

const Input = z.object({
  ...NamedStream,
  Data: z.base64(),
  PartitionKey: z.string().min(1).max(256),
});

export const putRecord = operation("PutRecord", Input, (services: KinesisServices) => (input, { principal }) => {
  const stream = streamName(input);
  requireAccess(services.access, principal, "kinesis:PutRecord", services.streams.arn(stream));
  return services.streams.append(stream, input.Data, input.PartitionKey);
});
