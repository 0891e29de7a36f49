import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { type KinesisServices, NamedStream, streamName } from "../store";

const Input = z.object({
  ...NamedStream,
  // fidelity: docs: PutRecords: up to 500 records
  Records: z
    .array(z.object({ Data: z.base64(), PartitionKey: z.string().min(1).max(256) }))
    .min(1)
    .max(500),
});

export const putRecords = operation(
  "PutRecords",
  Input,
  (services: KinesisServices) =>
    async (input, { principal }) => {
      const stream = streamName(input);
      requireAccess(services.access, principal, "kinesis:PutRecords", services.streams.arn(stream));
      const Records = [];
      for (const record of input.Records)
        Records.push(await services.streams.append(stream, record.Data, record.PartitionKey));
      return { FailedRecordCount: 0, Records };
    },
);
