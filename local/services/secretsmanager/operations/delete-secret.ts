import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { invalidParameter, invalidRequest, notFound } from "../errors";
import { SecretId } from "./inputs";
import { asked, type SecretsParts } from "./secrets-operation";

const Input = z.object({
  SecretId,
  ForceDeleteWithoutRecovery: z.boolean().default(false),
  RecoveryWindowInDays: z.number().optional(),
});

// fidelity: docs: DeleteSecret; observed: forced, it answers for one that is not there as well
export const deleteSecret = operation(
  "DeleteSecret",
  Input,
  {
    action: "secretsmanager:DeleteSecret",
    on: ({ secrets }: SecretsParts, { SecretId }) => resource(asked(secrets, SecretId), () => secrets.find(SecretId)),
  },
  ({ secrets, cloud }) =>
    async ({ SecretId, ForceDeleteWithoutRecovery: forced, RecoveryWindowInDays: days }, record) => {
      if (days !== undefined && !(Number.isInteger(days) && days >= 7 && days <= 30)) {
        throw invalidParameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
      }
      if (forced && days !== undefined) {
        throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
      }
      const now = cloud.clock.now();
      if (!record) {
        if (!forced) throw notFound();
        return { ARN: secrets.arnOf(SecretId), Name: SecretId, DeletionDate: now / 1000 };
      }
      const { arn, name, replicas = [] } = record;
      if (replicas.length > 0) {
        const regions = replicas.map(({ region }) => region).join(", ");
        throw invalidParameter(`You can't delete secret ${arn} that still has replica regions [${regions}]`);
      }
      if (record.deletion && !forced) {
        throw invalidRequest(
          "You can't perform this operation on the secret because it was already scheduled for deletion.",
        );
      }
      if (forced) await secrets.remove(record);
      const at = forced ? now : await secrets.schedule(record, days ?? 30);
      return { ARN: arn, Name: name, DeletionDate: at / 1000 };
    },
);
