import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { InvalidInput, Operation } from "../../wire/operations/operation";
import { PLAIN_NAMES } from "../../wire/protocols/render-error";
import { ServiceError } from "../../wire/service-error";
import type { Services } from "../directory";
import type { Service } from "../service";
import { type ManagedSecrets, managedSecrets } from "./managed-secret";
import { batchGetSecretValue } from "./operations/batch-get-secret-value";
import { createSecret } from "./operations/create-secret";
import { deleteResourcePolicy } from "./operations/delete-resource-policy";
import { deleteSecret } from "./operations/delete-secret";
import { describeSecret } from "./operations/describe-secret";
import { getRandomPassword } from "./operations/get-random-password";
import { getResourcePolicy } from "./operations/get-resource-policy";
import { getSecretValue } from "./operations/get-secret-value";
import { listSecretVersionIds } from "./operations/list-secret-version-ids";
import { listSecrets } from "./operations/list-secrets";
import { putResourcePolicy } from "./operations/put-resource-policy";
import { putSecretValue } from "./operations/put-secret-value";
import { restoreSecret } from "./operations/restore-secret";
import { SECRETS_DENIAL, type SecretsParts } from "./operations/secrets-operation";
import { tagResource } from "./operations/tag-resource";
import { untagResource } from "./operations/untag-resource";
import { updateSecret } from "./operations/update-secret";
import { updateSecretVersionStage } from "./operations/update-secret-version-stage";
import { secretType } from "./resources/secret";
import { secretPolicyType } from "./resources/secret-policy";
import { secretVersionType } from "./resources/secret-version";
import { Secrets } from "./secrets";

const OPERATIONS: readonly Operation<SecretsParts>[] = [
  batchGetSecretValue,
  createSecret,
  deleteResourcePolicy,
  deleteSecret,
  describeSecret,
  getRandomPassword,
  getResourcePolicy,
  getSecretValue,
  listSecretVersionIds,
  listSecrets,
  putResourcePolicy,
  putSecretValue,
  restoreSecret,
  tagResource,
  untagResource,
  updateSecret,
  updateSecretVersionStage,
];

declare module "../directory" {
  interface Services {
    readonly secretsmanager: Service & ManagedSecrets;
  }
}

/** Secrets Manager: values with versions and stages; and, in process, secrets that other services manage. */
export const createSecretsManagerService = (cloud: Cloud): Services["secretsmanager"] => {
  const secrets = new Secrets(cloud);
  return {
    name: "secretsmanager",
    ...createApi({
      service: "secretsmanager",
      services: { secrets, clock: cloud.clock },
      access: cloud.access,
      denial: SECRETS_DENIAL,
      operations: OPERATIONS,
      errors: PLAIN_NAMES,
      refuse: refuseInput,
      log: cloud.log,
    }),
    resources: [secretType(secrets), secretVersionType(secrets), secretPolicyType(secrets)],
    ...managedSecrets(secrets),
  };
};

/** fidelity: docs: the wording of AWS's model validation */
const refuseInput = ({ issues: [issue] }: InvalidInput): ServiceError => {
  const path = issue?.path.map(String).join(".") ?? "";
  const member = path.charAt(0).toLowerCase() + path.slice(1);
  const missing = issue?.code === "invalid_type" && issue.message.includes("undefined");
  return new ServiceError(
    "ValidationException",
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${missing ? "Member must not be null" : issue?.message}`,
  );
};
