import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { invalidParameter } from "../errors";
import { CURRENT } from "../secret-record";
import { namedSecret } from "./secrets-operation";

const Input = z.object({
  SecretId: z.string().min(1).max(2_048),
  ClientRequestToken: z.string().optional(),
  SecretString: z.string().max(65_536).optional(),
  SecretBinary: z.base64().optional(),
  VersionStages: z.array(z.string()).min(1).max(20).default([CURRENT]),
});

export const eitherValue = () => invalidParameter("You must provide either SecretString or SecretBinary.");

export const putSecretValue = operation(
  "PutSecretValue",
  Input,
  { action: "secretsmanager:PutSecretValue", on: namedSecret },
  ({ secrets }) =>
    async ({ ClientRequestToken, SecretString, SecretBinary, VersionStages }, record) => {
      if ((SecretString === undefined) === (SecretBinary === undefined)) {
        throw eitherValue();
      }
      const value = { text: SecretString, binary: SecretBinary };
      const options = { id: ClientRequestToken, stages: VersionStages };
      const VersionId = await secrets.putValue(record, value, options);
      return { ARN: record.arn, Name: record.name, VersionId, VersionStages };
    },
);
