import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { anySecret } from "./secrets-operation";

const Input = z.object({ SecretId: z.string().min(1).max(2_048) });

export const getResourcePolicy = operation(
  "GetResourcePolicy",
  Input,
  { action: "secretsmanager:GetResourcePolicy", on: anySecret },
  () =>
    (_, { arn, name, policy }) => ({ ARN: arn, Name: name, ...(policy ? { ResourcePolicy: policy } : {}) }),
);
