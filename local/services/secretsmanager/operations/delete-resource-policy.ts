import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { SecretId } from "./inputs";
import { namedSecret } from "./secrets-operation";

const Input = z.object({ SecretId });

export const deleteResourcePolicy = operation(
  "DeleteResourcePolicy",
  Input,
  { action: "secretsmanager:DeleteResourcePolicy", on: namedSecret },
  ({ secrets }) =>
    async (_, { policy: __, ...record }) => {
      await secrets.keep(record);
      return { ARN: record.arn, Name: record.name };
    },
);
