import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { SecretId } from "./inputs";
import { anySecret } from "./secrets-operation";

const Input = z.object({ SecretId });

export const getResourcePolicy = operation(
  "GetResourcePolicy",
  Input,
  { action: "secretsmanager:GetResourcePolicy", on: anySecret },
  () =>
    (_, { arn, name, policy }) => ({ ARN: arn, Name: name, ...(policy ? { ResourcePolicy: policy } : {}) }),
);
