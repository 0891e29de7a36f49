import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { hasValue } from "../secret-record";
import { Description, KmsKeyId, SecretId, Token, tokenOf, VALUE, valueIn } from "./inputs";
import { namedSecret, type SecretsParts } from "./secrets-operation";

const Input = z.object({
  SecretId,
  ClientRequestToken: Token,
  Description: Description.optional(),
  KmsKeyId: KmsKeyId.optional(),
  ...VALUE,
});

export const updateSecret = operation(
  "UpdateSecret",
  Input,
  {
    action: "secretsmanager:UpdateSecret",
    on: (services: SecretsParts, input) => {
      tokenOf(input.ClientRequestToken);
      return namedSecret(services, input);
    },
  },
  ({ secrets, rotations, useKey, cloud }) =>
    async (input, record, { principal }) => {
      const value = valueIn(input);
      const id = tokenOf(input.ClientRequestToken);
      // fidelity: docs: UpdateSecret, KmsKeyId: what there is is encrypted anew with another key
      const kmsKeyId = input.KmsKeyId ?? record.kmsKeyId;
      if (hasValue(value) || kmsKeyId !== record.kmsKeyId) useKey({ ...record, kmsKeyId }, "encrypt", principal);
      const VersionId = hasValue(value) ? await secrets.putValue(record, value, { id }) : undefined;
      const kept = await secrets.keep({
        ...(secrets.find(record.arn) ?? record),
        changedAt: cloud.clock.now(),
        ...(input.Description === undefined ? {} : { description: input.Description }),
        ...(input.KmsKeyId === undefined ? {} : { kmsKeyId: input.KmsKeyId }),
      });
      rotations.schedule(kept);
      return { ARN: record.arn, Name: record.name, VersionId };
    },
);
