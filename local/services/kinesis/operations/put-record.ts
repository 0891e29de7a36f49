import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { type KinesisServices, NamedStream, OneShard, writtenStream } from "../store";

const Input = z.object({
  ...NamedStream,
  Data: z.base64(),
  PartitionKey: z.string().min(1).max(256),
  ...OneShard,
  SequenceNumberForOrdering: z.string().optional(),
});

export const putRecord = operation(
  "PutRecord",
  Input,
  { action: "kinesis:PutRecord", on: writtenStream },
  (services: KinesisServices) => (input, stream) => {
    return services.streams.append(stream.name, input.Data, input.PartitionKey);
  },
);
