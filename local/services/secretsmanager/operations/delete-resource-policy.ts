import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { namedSecret } from "./secrets-operation";

const Input = z.object({ SecretId: z.string().min(1).max(2_048) });

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
