import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { SecretId } from "./inputs";
import { anySecret } from "./secrets-operation";

const Input = z.object({ SecretId });

export const restoreSecret = operation(
  "RestoreSecret",
  Input,
  { action: "secretsmanager:RestoreSecret", on: anySecret },
  ({ secrets }) =>
    async (_, { deletion: __, ...record }) => {
      await secrets.keep(record);
      return { ARN: record.arn, Name: record.name };
    },
);
