import { createHash } from "node:crypto";
import type { Principal } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { Operation } from "../../wire/operations/operation";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import { PLAIN_NAMES } from "../../wire/protocols/render-error";
import type { Services } from "../directory";
import type { Service } from "../service";
import type { EncryptionContext } from "./key-record";
import { Keys } from "./keys";
import { createAlias, deleteAlias, listAliases, updateAlias } from "./operations/aliases";
import { cancelKeyDeletion } from "./operations/cancel-key-deletion";
import { createKey } from "./operations/create-key";
import { decrypt } from "./operations/decrypt";
import { describeKey } from "./operations/describe-key";
import { encrypt } from "./operations/encrypt";
import { generateDataKey, generateDataKeyWithoutPlaintext } from "./operations/generate-data-key";
import { generateRandom } from "./operations/generate-random";
import { getKeyPolicy, listKeyPolicies } from "./operations/get-key-policy";
import { createGrant, listGrants, listRetirableGrants, retireGrant, revokeGrant } from "./operations/grants";
import type { KmsParts } from "./operations/kms-operation";
import { listKeys } from "./operations/list-keys";
import { putKeyPolicy } from "./operations/put-key-policy";
import { reEncrypt } from "./operations/re-encrypt";
import { disableKeyRotation, enableKeyRotation, getKeyRotationStatus, rotateKeyOnDemand } from "./operations/rotation";
import { scheduleKeyDeletion } from "./operations/schedule-key-deletion";
import { disableKey, enableKey } from "./operations/switch-key";
import { listResourceTags, tagResource, untagResource } from "./operations/tags";
import { updateKeyDescription } from "./operations/update-key-description";
import { KMS_DENIAL, keyPermit, permitService } from "./permission";
import { aliasType } from "./resources/alias";
import { grantType } from "./resources/grant";
import { keyType } from "./resources/key";

const OPERATIONS: readonly Operation<KmsParts>[] = [
  cancelKeyDeletion,
  createAlias,
  createGrant,
  createKey,
  decrypt,
  deleteAlias,
  describeKey,
  disableKey,
  disableKeyRotation,
  enableKey,
  enableKeyRotation,
  encrypt,
  generateDataKey,
  generateDataKeyWithoutPlaintext,
  generateRandom,
  getKeyPolicy,
  getKeyRotationStatus,
  listAliases,
  listGrants,
  listKeyPolicies,
  listKeys,
  listResourceTags,
  listRetirableGrants,
  putKeyPolicy,
  reEncrypt,
  retireGrant,
  revokeGrant,
  rotateKeyOnDemand,
  scheduleKeyDeletion,
  tagResource,
  untagResource,
  updateAlias,
  updateKeyDescription,
];

/** Members that no message of an error repeats. */
const SENSITIVE = ["Plaintext"];

/** A service that calls for itself: only the key's policy can let it in. */
export interface KeyCaller {
  /** `sns.amazonaws.com`. */
  readonly service: string;
  readonly sourceArn: string;
}

export interface KeyUse {
  /** Key, alias or ARN, as the resource has it. Keys that AWS manages ask nothing of anybody in the account. */
  readonly key: string | undefined;
  /** `kms:Decrypt`, … */
  readonly actions: readonly string[];
  /** In whose name: a service uses the rights of its caller, or is the caller itself. */
  readonly principal: Principal | KeyCaller;
  /** The service that uses it: `sqs`. */
  readonly via: string;
  readonly context?: EncryptionContext | undefined;
}

declare module "../directory" {
  interface Services {
    readonly kms: Service & {
      /** What a service does with a key of its resource before it answers. @throws {ServiceError} KMS's own */
      use(use: KeyUse): void;
      /** The ARN of a key as a resource names it; one that is made up, of the keys that AWS manages. */
      arnOf(named: string): string;
    };
  }
}

/** KMS: symmetric keys, aliases, policies and grants; and, in process, the use that other services make of keys. */
export const createKmsService = (cloud: Cloud): Services["kms"] => {
  const keys = new Keys(cloud);
  const permit = keyPermit(keys, cloud.access);
  return {
    name: "kms",
    ...createApi({
      service: "kms",
      services: { keys, cloud },
      access: cloud.access,
      denial: KMS_DENIAL,
      operations: OPERATIONS,
      errors: PLAIN_NAMES,
      refuse: (invalid) => refuseJsonInput(invalid, SENSITIVE),
      log: cloud.log,
    }),
    resources: [keyType(keys), aliasType(keys), grantType(keys)],
    arnOf(named) {
      if (!/(^|:)alias\/aws\//.test(named)) return keys.find(named)?.arn ?? named;
      const digits = createHash("md5").update(`${cloud.account}/${named}`).digest("hex");
      return keys.arn(`key/${digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`);
    },
    use({ key: named, actions, principal, via, context }) {
      if (named === undefined || named === "" || /(^|:)alias\/aws\//.test(named)) return;
      const key = keys.require(named);
      for (const action of actions) {
        if ("service" in principal) permitService(keys, cloud, principal, action, key);
        else permit(principal, action, key, { via, context, named });
      }
      keys.requireUsable(key.id);
    },
  };
};
