import type { Access } from "../../access/access";
import type { Call } from "../../wire/operation";
import { ServiceError } from "../../wire/service-error";
import type { SecretRecord } from "./secret-record";
import type { Secrets } from "./secrets";

/** What operations of Secrets Manager may touch. */
export interface SecretsServices {
  readonly secrets: Secrets;
  readonly access: Access;
}

/** Local calls count as sent over TLS. fidelity: guess: on AWS the key tells the truth */
const CONTEXT = { "aws:SecureTransport": "true", "aws:SourceIp": "127.0.0.1" } as const;

/** @throws {ServiceError} AccessDeniedException. fidelity: observed: the resource as the caller wrote it */
export const requireAction = ({ secrets, access }: SecretsServices, call: Call, action: string, id: string): void => {
  const record = secrets.find(id);
  const decision = access.decide(call.principal, {
    action,
    resource: secrets.arnOf(id),
    context: CONTEXT,
    resourcePolicy: secrets.policyOf(record),
  });
  if (decision.allowed) return;
  throw new ServiceError(
    "AccessDeniedException",
    `User: ${call.principal.arn} is not authorized to perform: ${action} on resource: ${id} ${decision.reason}`,
  );
};

/** The secret that a call means, once the caller has been allowed to do `action` with it. */
export const targetSecret = (services: SecretsServices, call: Call, id: string, action: string): SecretRecord => {
  requireAction(services, call, action, id);
  const record = services.secrets.find(id);
  if (!record) {
    throw new ServiceError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  }
  return record;
};
