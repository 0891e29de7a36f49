import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { anySecret } from "./secrets-operation";

const Input = z.object({ SecretId: z.string().min(1).max(2_048) });

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
