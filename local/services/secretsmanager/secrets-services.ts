import type { Denial } from "../../access/permit";
import { resource, type Subject } from "../../wire/operations/right";
import { ServiceError } from "../../wire/service-error";
import type { SecretRecord } from "./secret-record";
import type { Secrets } from "./secrets";

/** What operations of Secrets Manager may touch. */
export interface SecretsServices {
  readonly secrets: Secrets;
}

export const SECRETS_DENIAL: Denial = { code: "AccessDeniedException" };

/** What policies know by that name or ARN, whether it is there or not. */
// fidelity: observed: a refusal names the resource as the caller wrote it
export const asked = (secrets: Secrets, id: string) => ({
  resource: secrets.arnOf(id),
  resourcePolicy: secrets.policyOf(secrets.find(id)),
  shown: id,
});

/** The secret that a call names, which must be there. */
export const namedSecret = (
  { secrets }: SecretsServices,
  { SecretId }: { readonly SecretId: string },
): Subject<SecretRecord> =>
  resource(asked(secrets, SecretId), () => {
    const record = secrets.find(SecretId);
    if (record) return record;
    throw new ServiceError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  });
