import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { eitherValue } from "./put-secret-value";
import { namedSecret } from "./secrets-operation";

const Input = z.object({
  SecretId: z.string().min(1).max(2_048),
  ClientRequestToken: z.string().optional(),
  Description: z.string().max(2_048).optional(),
  KmsKeyId: z.string().optional(),
  SecretString: z.string().max(65_536).optional(),
  SecretBinary: z.base64().optional(),
});

export const updateSecret = operation(
  "UpdateSecret",
  Input,
  { action: "secretsmanager:UpdateSecret", on: namedSecret },
  ({ secrets, clock }) =>
    async (input, record) => {
      const { SecretString: text, SecretBinary: binary, ClientRequestToken: id, Description, KmsKeyId } = input;
      if (text !== undefined && binary !== undefined) throw eitherValue();
      const changed = await secrets.keep({
        ...record,
        changedAt: clock.now(),
        ...(Description === undefined ? {} : { description: Description }),
        ...(KmsKeyId === undefined ? {} : { kmsKeyId: KmsKeyId }),
      });
      const some = text !== undefined || binary !== undefined;
      const VersionId = some ? await secrets.putValue(changed, { text, binary }, id ? { id } : {}) : undefined;
      return { ARN: record.arn, Name: record.name, VersionId };
    },
);
