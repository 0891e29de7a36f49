import * as z from "zod";
import { operation } from "../../../wire/operation";
import { type KinesisServices, NamedStream, streamOf } from "../store";

const Input = z.object({
  ...NamedStream,
  Data: z.base64(),
  PartitionKey: z.string().min(1).max(256),
});

export const putRecord = operation(
  "PutRecord",
  Input,
  { action: "kinesis:PutRecord", on: streamOf },
  (services: KinesisServices) => (input, stream) => {
    return services.streams.append(stream.name, input.Data, input.PartitionKey);
  },
);
