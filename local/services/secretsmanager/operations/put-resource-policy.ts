import * as z from "zod";
import { parsePolicy } from "../../../access/policy-document";
import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { namedSecret } from "./secrets-operation";

const Input = z.object({
  SecretId: z.string().min(1).max(2_048),
  ResourcePolicy: z.string().min(1).max(20_480),
  BlockPublicPolicy: withoutEffect(false),
});

export const putResourcePolicy = operation(
  "PutResourcePolicy",
  Input,
  { action: "secretsmanager:PutResourcePolicy", on: namedSecret },
  ({ secrets }) =>
    async ({ ResourcePolicy: policy }, record) => {
      try {
        parsePolicy(policy);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        throw new ServiceError("MalformedPolicyDocumentException", error.message);
      }
      await secrets.keep({ ...record, policy });
      return { ARN: record.arn, Name: record.name };
    },
);
