import type { Access, Principal } from "../../access/access";
import { createPermit, type Denial, type Permit } from "../../access/permit";
import { resourceVerdict } from "../../access/verdict";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import type { EncryptionContext, KeyGrant, KeyRecord } from "./key-record";
import type { Keys } from "./keys";

export const KMS_DENIAL: Denial = { code: "AccessDeniedException" };

/** What is asked of a key, besides the action. */
export interface KeyAsk {
  readonly context?: EncryptionContext | undefined;
  /** The service through which it is asked: `sqs`. */
  readonly via?: string | undefined;
  /** The key as the caller named it. */
  readonly named?: string | undefined;
  readonly more?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/**
 * Asks for the use of a key: its policy lets a principal in, or leaves that to the account, whose identity policies then
 * decide, or a grant does; an explicit deny goes before all of it.
 * fidelity: docs: KMS developer guide, "Determining access to KMS keys"
 */
export const keyPermit = (keys: Keys, access: Pick<Access, "decide">) => {
  const permit = createPermit(access, KMS_DENIAL);
  return (principal: Principal, action: string, key: KeyRecord, ask: KeyAsk = {}): void =>
    permit(principal, asked(keys, principal, action, key, ask));
};

export type KeyPermit = ReturnType<typeof keyPermit>;

/** @throws {ServiceError} unless the key's own policy lets the service in */
export const permitService = (
  keys: Keys,
  { account }: Pick<Cloud, "account">,
  { service, sourceArn }: { readonly service: string; readonly sourceArn: string },
  action: string,
  key: KeyRecord,
): void => {
  const context = { "aws:SourceArn": sourceArn, "aws:SourceAccount": account };
  const request = { action, resource: key.arn, context };
  const verdict = resourceVerdict({ arn: service, account, service }, keys.policyOf(key), request);
  if (verdict.allowed && !verdict.denied) return;
  throw new ServiceError(
    "AccessDeniedException",
    `${service} is not authorized to perform: ${action} on resource: ${key.arn} because no resource-based policy allows the ${action} action`,
  );
};

/** As operations ask it. */
export const asked = (
  keys: Keys,
  principal: Principal,
  action: string,
  key: KeyRecord,
  ask: KeyAsk = {},
): Parameters<Permit>[1] => {
  const policy = keys.policyOf(key);
  return {
    action,
    resource: key.arn,
    ...(policy ? { resourcePolicy: policy } : {}),
    delegated: true,
    granted: key.grants.some((grant) => lets(grant, principal, action, ask.context)),
    context: { ...conditionKeys(keys, key, ask), ...ask.more },
  };
};

/** fidelity: docs: KMS developer guide, "Condition keys for AWS KMS" */
const conditionKeys = (keys: Keys, key: KeyRecord, { context = {}, via, named }: KeyAsk) => {
  const aliases = keys.allAliases().flatMap(({ name, keyId }) => (keyId === key.id ? [name] : []));
  const names = Object.keys(context);
  const { account, region } = keys.cloud;
  return {
    "kms:CallerAccount": account,
    "kms:KeySpec": "SYMMETRIC_DEFAULT",
    "kms:KeyUsage": "ENCRYPT_DECRYPT",
    "kms:KeyOrigin": "AWS_KMS",
    ...(aliases.length > 0 ? { "kms:ResourceAliases": aliases } : {}),
    ...(named?.includes("alias/") ? { "kms:RequestAlias": named.replace(/^.*:alias/, "alias") } : {}),
    ...(via ? { "kms:ViaService": `${via}.${region}.amazonaws.com` } : {}),
    ...(names.length > 0 ? { "kms:EncryptionContextKeys": names } : {}),
    ...Object.fromEntries(names.map((name) => [`kms:EncryptionContext:${name}`, context[name] ?? ""])),
  };
};

/** Operations that have no encryption context, to which constraints say nothing. */
const WITHOUT_CONTEXT = new Set(["CreateGrant", "DescribeKey", "RetireGrant"]);

/** fidelity: docs: CreateGrant, GrantConstraints */
const lets = (grant: KeyGrant, principal: Principal, action: string, context: EncryptionContext = {}): boolean => {
  const {
    grantee,
    operations,
    constraints: { EncryptionContextEquals: equals, EncryptionContextSubset: subset } = {},
  } = grant;
  if (grantee !== principal.arn && grantee !== principal.roleArn) return false;
  const operation = action.replace(/^kms:/, "");
  if (!operations.includes(operation)) return false;
  if (WITHOUT_CONTEXT.has(operation)) return true;
  if (equals && !(holds(equals, context) && holds(context, equals))) return false;
  return !subset || holds(subset, context);
};

const holds = (wanted: EncryptionContext, context: EncryptionContext): boolean =>
  Object.entries(wanted).every(([name, value]) => context[name] === value);
