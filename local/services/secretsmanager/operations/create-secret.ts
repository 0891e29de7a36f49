import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { eitherValue } from "./put-secret-value";
import { asked, type SecretsParts } from "./secrets-operation";

const Input = z.object({
  Name: z.string().min(1).max(512),
  ClientRequestToken: z.string().optional(),
  Description: z.string().optional(),
  KmsKeyId: z.string().optional(),
  SecretString: z.string().max(65_536).optional(),
  SecretBinary: z.base64().optional(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).optional(),
});

export const createSecret = operation(
  "CreateSecret",
  Input,
  {
    action: "secretsmanager:CreateSecret",
    on: ({ secrets }: SecretsParts, { Name }) => resource(asked(secrets, Name)),
  },
  ({ secrets }) =>
    async (input) => {
      if (input.SecretString !== undefined && input.SecretBinary !== undefined) throw eitherValue();
      const { Name, ClientRequestToken: id } = input;
      // fidelity: docs: CreateSecret, ClientRequestToken: a secret that this very call has made is no conflict
      const earlier = secrets.find(Name);
      const mine = id !== undefined && earlier?.versions[id] ? earlier : undefined;
      const made = {
        name: Name,
        description: input.Description,
        kmsKeyId: input.KmsKeyId,
        tags: Object.fromEntries((input.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
      };
      const record = mine ?? (await secrets.create(made));
      const value = { text: input.SecretString, binary: input.SecretBinary };
      const some = value.text !== undefined || value.binary !== undefined;
      const VersionId = some ? await secrets.putValue(record, value, { id }) : undefined;
      return { ARN: record.arn, Name: record.name, VersionId };
    },
);
