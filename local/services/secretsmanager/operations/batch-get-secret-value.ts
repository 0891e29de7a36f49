import * as z from "zod";
import type { Ask } from "../../../access/permit";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { notFound } from "../errors";
import { shownValue } from "./get-secret-value";
import { asked, type SecretsParts, unmarked } from "./secrets-operation";

const Input = z.object({ SecretIdList: z.array(z.string().min(1).max(2_048)).min(1).max(20) });

const READ = "secretsmanager:GetSecretValue";

/** Each secret is asked for on its own; those that cannot be read are told beside those that can. */
export const batchGetSecretValue = operation(
  "BatchGetSecretValue",
  Input,
  {
    action: ["secretsmanager:BatchGetSecretValue", READ],
    on: (_: SecretsParts) => ({ asked: [{ resource: "*" }], target: (also) => also }),
  },
  ({ secrets }) =>
    ({ SecretIdList }, also: (ask: Ask) => void) => {
      const SecretValues: object[] = [];
      const Errors: object[] = [];
      for (const SecretId of SecretIdList) {
        try {
          also({ ...asked(secrets, SecretId), action: READ });
          const record = secrets.find(SecretId);
          if (!record) throw notFound();
          SecretValues.push(shownValue(unmarked(record), {}));
        } catch (error) {
          if (!(error instanceof ServiceError)) throw error;
          Errors.push({ SecretId, ErrorCode: error.code, Message: error.message });
        }
      }
      return { SecretValues, Errors };
    },
);
