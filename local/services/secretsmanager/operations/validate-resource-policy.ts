import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { isPublic, readPolicy } from "../resource-policy";
import type { SecretRecord } from "../secret-record";
import { SecretId } from "./inputs";
import { namedSecret, type SecretsParts } from "./secrets-operation";

const Input = z.object({ SecretId: SecretId.optional(), ResourcePolicy: z.string().min(1).max(20_480) });

export const validateResourcePolicy = operation(
  "ValidateResourcePolicy",
  Input,
  {
    action: "secretsmanager:ValidateResourcePolicy",
    on: (services: SecretsParts, { SecretId }) =>
      SecretId === undefined ? resource<SecretRecord | undefined>("*") : namedSecret(services, { SecretId }),
  },
  () =>
    ({ ResourcePolicy }) => {
      // fidelity: docs: ValidateResourcePolicy: syntax, then whether it is public; guess: name and text of the check
      const open = isPublic(readPolicy(ResourcePolicy));
      const ValidationErrors = open
        ? [{ CheckName: "PublicPolicy", ErrorMessage: "Resource policy allows broad access to the secret." }]
        : [];
      return { PolicyValidationPassed: !open, ValidationErrors };
    },
);
