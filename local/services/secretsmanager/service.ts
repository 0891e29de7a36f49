import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { Operation } from "../../wire/operations/operation";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import { PLAIN_NAMES } from "../../wire/protocols/render-error";
import type { Services } from "../directory";
import type { Service } from "../service";
import { secretKeyUse } from "./key-use";
import { type ManagedSecrets, managedSecrets } from "./managed-secret";
import { batchGetSecretValue } from "./operations/batch-get-secret-value";
import { cancelRotateSecret } from "./operations/cancel-rotate-secret";
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
import { removeRegionsFromReplication } from "./operations/remove-regions-from-replication";
import { replicateSecretToRegions } from "./operations/replicate-secret-to-regions";
import { restoreSecret } from "./operations/restore-secret";
import { rotateSecret } from "./operations/rotate-secret";
import { SECRETS_DENIAL, type SecretsParts } from "./operations/secrets-operation";
import { stopReplicationToReplica } from "./operations/stop-replication-to-replica";
import { tagResource } from "./operations/tag-resource";
import { untagResource } from "./operations/untag-resource";
import { updateSecret } from "./operations/update-secret";
import { updateSecretVersionStage } from "./operations/update-secret-version-stage";
import { validateResourcePolicy } from "./operations/validate-resource-policy";
import { secretType } from "./resources/secret";
import { secretPolicyType } from "./resources/secret-policy";
import { secretRotationType } from "./resources/secret-rotation";
import { secretVersionType } from "./resources/secret-version";
import { Rotations } from "./rotation/rotations";
import { Secrets } from "./secrets";

const OPERATIONS: readonly Operation<SecretsParts>[] = [
  batchGetSecretValue,
  cancelRotateSecret,
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
  removeRegionsFromReplication,
  replicateSecretToRegions,
  restoreSecret,
  rotateSecret,
  stopReplicationToReplica,
  tagResource,
  untagResource,
  updateSecret,
  updateSecretVersionStage,
  validateResourcePolicy,
];

/** Members that no message of an error repeats. */
const SENSITIVE = ["SecretBinary", "SecretString"];

declare module "../directory" {
  interface Services {
    readonly secretsmanager: Service & ManagedSecrets;
  }
}

/** Secrets Manager: values with versions and stages; and, in process, secrets that other services manage. */
export const createSecretsManagerService = (cloud: Cloud): Services["secretsmanager"] => {
  const secrets = new Secrets(cloud);
  const rotations = new Rotations(cloud, secrets);
  return {
    name: "secretsmanager",
    ...createApi({
      service: "secretsmanager",
      services: { secrets, rotations, useKey: secretKeyUse(cloud), cloud },
      access: cloud.access,
      denial: SECRETS_DENIAL,
      operations: OPERATIONS,
      errors: PLAIN_NAMES,
      refuse: (invalid) => refuseJsonInput(invalid, SENSITIVE),
      log: cloud.log,
    }),
    resources: [
      secretType(secrets, cloud),
      secretVersionType(secrets),
      secretPolicyType(secrets),
      secretRotationType(secrets, rotations),
    ],
    start: async () => rotations.start(),
    stop: async () => rotations.stop(),
    ...managedSecrets(secrets),
  };
};
