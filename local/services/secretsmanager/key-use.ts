import type { Principal } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import type { SecretRecord } from "./secret-record";

// fidelity: docs: Secrets Manager user guide, "Secret encryption and decryption": in the name of the caller
const ACTIONS = { encrypt: ["kms:GenerateDataKey", "kms:Decrypt"], decrypt: ["kms:Decrypt"] } as const;

export type UseSecretKey = (
  record: Pick<SecretRecord, "arn" | "kmsKeyId">,
  verb: keyof typeof ACTIONS,
  principal: Principal,
  versionId?: string,
) => void;

/** Asks for the use of a secret's key, where it has one of its own. @throws {ServiceError} */
export const secretKeyUse =
  (cloud: Pick<Cloud, "directory">): UseSecretKey =>
  ({ arn, kmsKeyId: key }, verb, principal, versionId) => {
    const context = { SecretARN: arn, ...(versionId ? { SecretVersionId: versionId } : {}) };
    try {
      cloud.directory.kms.use({ key, actions: ACTIONS[verb], principal, via: "secretsmanager", context });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      throw told(error, verb);
    }
  };

// fidelity: observed: of a right that lacks; docs: DecryptionFailure, EncryptionFailure
const told = ({ code }: ServiceError, verb: keyof typeof ACTIONS): ServiceError => {
  if (code === "AccessDeniedException") return new ServiceError(code, "Access to KMS is not allowed");
  return verb === "decrypt"
    ? new ServiceError(
        "DecryptionFailure",
        "Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
      )
    : new ServiceError(
        "EncryptionFailure",
        "Secrets Manager can't encrypt the protected secret text using the provided KMS key. Check that the KMS key is available, enabled, and not in an invalid state.",
      );
};
