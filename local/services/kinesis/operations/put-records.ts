import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { type KinesisServices, NamedStream, OneShard, writtenStream } from "../store";

const Input = z.object({
  ...NamedStream,
  // fidelity: docs: PutRecords: up to 500 records
  Records: z
    .array(z.object({ Data: z.base64(), PartitionKey: z.string().min(1).max(256), ...OneShard }))
    .min(1)
    .max(500),
});

export const putRecords = operation(
  "PutRecords",
  Input,
  { action: "kinesis:PutRecords", on: writtenStream },
  (services: KinesisServices) => async (input, stream) => {
    const Records = [];
    for (const record of input.Records)
      Records.push(await services.streams.append(stream.name, record.Data, record.PartitionKey));
    return { FailedRecordCount: 0, Records };
  },
);
