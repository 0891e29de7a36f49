import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { invalidRequest } from "../errors";
import { PENDING, versionAt } from "../secret-record";
import { SecretId } from "./inputs";
import { namedSecret } from "./secrets-operation";

export const cancelRotateSecret = operation(
  "CancelRotateSecret",
  z.object({ SecretId }),
  { action: "secretsmanager:CancelRotateSecret", on: namedSecret },
  ({ rotations }) =>
    async (_, record) => {
      // fidelity: docs: CancelRotateSecret, errors
      if (!record.rotation) {
        throw invalidRequest(
          "You tried to enable rotation on a secret that doesn't already have a Lambda function ARN configured and you didn't include such an ARN as a parameter in this call.",
        );
      }
      await rotations.cancel(record);
      const [VersionId] = versionAt(record, PENDING) ?? [];
      return { ARN: record.arn, Name: record.name, VersionId };
    },
);
