import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { invalidParameter, notFound } from "../errors";
import { asked, type SecretsParts } from "./secrets-operation";

const Input = z.object({
  SecretId: z.string().min(1).max(2_048),
  ForceDeleteWithoutRecovery: z.boolean().default(false),
  RecoveryWindowInDays: z.number().optional(),
});

const DAY_MS = 24 * 3_600_000;

// fidelity: docs: DeleteSecret; observed: forced, it answers for one that is not there as well
export const deleteSecret = operation(
  "DeleteSecret",
  Input,
  {
    action: "secretsmanager:DeleteSecret",
    on: ({ secrets }: SecretsParts, { SecretId }) => resource(asked(secrets, SecretId), () => secrets.find(SecretId)),
  },
  ({ secrets, clock }) =>
    async ({ SecretId, ForceDeleteWithoutRecovery: forced, RecoveryWindowInDays: days }, record) => {
      if (forced && days !== undefined) {
        throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
      }
      if (days !== undefined && !(Number.isInteger(days) && days >= 7 && days <= 30)) {
        throw invalidParameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
      }
      const askedAt = clock.now();
      if (!record) {
        if (!forced) throw notFound();
        return { ARN: secrets.arnOf(SecretId), Name: SecretId, DeletionDate: askedAt / 1000 };
      }
      const at = forced ? askedAt : askedAt + (days ?? 30) * DAY_MS;
      if (forced) await secrets.remove(record);
      else await secrets.keep({ ...record, deletion: { askedAt, at } });
      return { ARN: record.arn, Name: record.name, DeletionDate: at / 1000 };
    },
);
