import type { Denial } from "../../../access/permit";
import type { Cloud } from "../../../cloud/cloud";
import { resource, type Subject } from "../../../wire/operations/right";
import { invalidName, invalidRequest, notFound } from "../errors";
import type { UseSecretKey } from "../key-use";
import type { Rotations } from "../rotation/rotations";
import type { SecretRecord } from "../secret-record";
import { isName, type Secrets } from "../secrets";

/** What operations of Secrets Manager may touch. */
export interface SecretsParts {
  readonly secrets: Secrets;
  readonly rotations: Rotations;
  readonly useKey: UseSecretKey;
  readonly cloud: Pick<Cloud, "clock" | "region">;
}

export const SECRETS_DENIAL: Denial = { code: "AccessDeniedException" };

/** What policies know by that name or ARN, whether it is there or not. @throws {ServiceError} for no name */
// fidelity: observed: a refusal names the resource as the caller wrote it
export const asked = (secrets: Secrets, id: string) => {
  if (!id.startsWith("arn:") && !isName(id)) throw invalidName();
  return { resource: secrets.arnOf(id), resourcePolicy: secrets.policyOf(secrets.find(id)), shown: id };
};

/** The secret that a call names, which must be there, marked for deletion or not. */
export const anySecret = (
  { secrets }: SecretsParts,
  { SecretId }: { readonly SecretId: string },
): Subject<SecretRecord> =>
  resource(asked(secrets, SecretId), () => {
    const record = secrets.find(SecretId);
    if (record) return record;
    throw notFound();
  });

/** The same, of a call that is refused once the secret is marked for deletion. */
export const namedSecret = (services: SecretsParts, input: { readonly SecretId: string }): Subject<SecretRecord> => {
  const { asked, target } = anySecret(services, input);
  return { asked, target: (also) => unmarked(target(also)) };
};

/** @throws {ServiceError} */
export const unmarked = (record: SecretRecord): SecretRecord => {
  if (record.deletion) {
    throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
  }
  return record;
};
