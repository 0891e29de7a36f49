import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { eitherValue, invalidRequest } from "../errors";
import { CURRENT, hasValue, shownStages } from "../secret-record";
import { SecretId, Stage, Token, tokenOf, VALUE, valueIn } from "./inputs";
import { namedSecret, type SecretsParts } from "./secrets-operation";

const Input = z.object({
  SecretId,
  ClientRequestToken: Token,
  ...VALUE,
  VersionStages: z.array(Stage).min(1).max(20).default([CURRENT]),
});

export const putSecretValue = operation(
  "PutSecretValue",
  Input,
  {
    action: "secretsmanager:PutSecretValue",
    on: (services: SecretsParts, input) => {
      tokenOf(input.ClientRequestToken);
      return namedSecret(services, input);
    },
  },
  ({ secrets, rotations, useKey }) =>
    async (input, record, { principal }) => {
      const value = valueIn(input);
      if (!hasValue(value)) throw invalidRequest(eitherValue); // fidelity: docs: moto's tests of PutSecretValue
      // fidelity: docs: PutSecretValue: the first version of a secret is the current one, whatever is asked
      const first = Object.keys(record.versions).length === 0;
      const stages = [...new Set([...input.VersionStages, ...(first ? [CURRENT] : [])])];
      useKey(record, "encrypt", principal);
      const id = await secrets.putValue(record, value, { id: tokenOf(input.ClientRequestToken), stages });
      const kept = secrets.find(record.arn) ?? record;
      rotations.schedule(kept);
      return { ARN: record.arn, Name: record.name, VersionId: id, VersionStages: shownStages(kept.versions[id]) };
    },
);
