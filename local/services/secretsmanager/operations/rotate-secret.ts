import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { invalidParameter } from "../errors";
import { checkRules } from "../rotation/schedule";
import { SecretId, Token, tokenOf } from "./inputs";
import { namedSecret, type SecretsParts } from "./secrets-operation";

const Input = z.object({
  SecretId,
  ClientRequestToken: Token,
  RotationLambdaARN: z.string().max(2_048).optional(),
  RotationRules: z
    .object({
      AutomaticallyAfterDays: z.number().optional(),
      Duration: z.string().optional(),
      ScheduleExpression: z.string().min(1).max(256).optional(),
    })
    .optional(),
  RotateImmediately: z.boolean().default(true),
});

export const rotateSecret = operation(
  "RotateSecret",
  Input,
  {
    action: "secretsmanager:RotateSecret",
    on: (services: SecretsParts, input) => {
      tokenOf(input.ClientRequestToken, invalidParameter); // fidelity: observed: another error than that of its siblings
      return namedSecret(services, input);
    },
  },
  ({ rotations }) =>
    async (input, record) => {
      if (input.RotationRules) checkRules(input.RotationRules);
      const VersionId = await rotations.rotate(record, {
        token: tokenOf(input.ClientRequestToken),
        functionArn: input.RotationLambdaARN,
        rules: input.RotationRules,
        immediately: input.RotateImmediately,
      });
      return { ARN: record.arn, Name: record.name, VersionId };
    },
);
