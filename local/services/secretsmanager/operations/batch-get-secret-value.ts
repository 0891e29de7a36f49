import * as z from "zod";
import type { Ask } from "../../../access/permit";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { invalidParameter, notFound } from "../errors";
import { Filters, fitting } from "../filters";
import { page } from "../page";
import { readValue } from "./get-secret-value";
import { SecretId } from "./inputs";
import { asked, type SecretsParts, unmarked } from "./secrets-operation";

const Input = z.object({
  SecretIdList: z.array(SecretId).min(1).max(20).optional(),
  Filters: Filters.optional(),
  MaxResults: z.int().min(1).max(20).optional(),
  NextToken: z.string().optional(),
});

const READ = "secretsmanager:GetSecretValue";
const LIST = "secretsmanager:ListSecrets";

/** Each secret is asked for on its own; those that cannot be read are told beside those that can. */
export const batchGetSecretValue = operation(
  "BatchGetSecretValue",
  Input,
  {
    action: ["secretsmanager:BatchGetSecretValue", READ, LIST],
    on: (_: SecretsParts) => ({ asked: [{ resource: "*" }], target: (also) => also }),
  },
  (services) =>
    async ({ SecretIdList, Filters, MaxResults, NextToken }, also: (ask: Ask) => void, { principal }) => {
      const { secrets, cloud } = services;
      // fidelity: docs: moto's tests of BatchGetSecretValue
      if ((SecretIdList === undefined) === (Filters === undefined)) {
        throw invalidParameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
      }
      if (MaxResults !== undefined && !Filters) {
        throw invalidParameter(
          "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.",
        );
      }
      if (Filters) also({ action: LIST, resource: "*" });
      const found = Filters
        ? secrets
            .all()
            .filter((each) => !each.deletion)
            .filter(fitting(Filters, cloud.region))
        : [];
      const part = page(found, ({ name }) => name, { MaxResults: MaxResults ?? 20, NextToken });
      const SecretValues: object[] = [];
      const Errors: object[] = [];
      for (const SecretId of SecretIdList ?? part.shown.map(({ arn }) => arn)) {
        try {
          also({ ...asked(secrets, SecretId), action: READ });
          const record = secrets.find(SecretId);
          if (!record) throw notFound();
          SecretValues.push(await readValue(services, principal, unmarked(record), {}));
        } catch (error) {
          if (!(error instanceof ServiceError)) throw error;
          Errors.push({ SecretId, ErrorCode: error.code, Message: error.message });
        }
      }
      return { SecretValues, Errors, NextToken: part.NextToken };
    },
);
