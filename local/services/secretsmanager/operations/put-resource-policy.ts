import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { isPublic, readPolicy } from "../resource-policy";
import { SecretId } from "./inputs";
import { namedSecret } from "./secrets-operation";

const Input = z.object({
  SecretId,
  ResourcePolicy: z.string().min(1).max(20_480),
  BlockPublicPolicy: z.boolean().default(false),
});

export const putResourcePolicy = operation(
  "PutResourcePolicy",
  Input,
  { action: "secretsmanager:PutResourcePolicy", on: namedSecret },
  ({ secrets }) =>
    async ({ ResourcePolicy: policy, BlockPublicPolicy }, record) => {
      const read = readPolicy(policy);
      if (BlockPublicPolicy && isPublic(read)) {
        // fidelity: docs: PutResourcePolicy, PublicPolicyException; guess: the text
        throw new ServiceError(
          "PublicPolicyException",
          "Resource policy allows broad access to the secret. Remove the public access, or set BlockPublicPolicy to false.",
        );
      }
      await secrets.keep({ ...record, policy });
      return { ARN: record.arn, Name: record.name };
    },
);
