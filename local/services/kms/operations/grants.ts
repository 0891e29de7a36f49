import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import type { KeyGrant, KeyRecord } from "../key-record";
import type { Keys } from "../keys";
import { asked } from "../permission";
import { DryRun, endDryRun, GrantTokens, KeyId, type KmsParts, Limit, Marker, onKey, usingKey } from "./kms-operation";
import { page } from "./page";

const Principal = z.string().min(1).max(256);
const GrantId = z.string().min(1).max(128);
const Pairs = z.record(z.string(), z.string()).optional();

const Operation = z.enum([
  "Decrypt",
  "Encrypt",
  "GenerateDataKey",
  "GenerateDataKeyWithoutPlaintext",
  "ReEncryptFrom",
  "ReEncryptTo",
  "CreateGrant",
  "RetireGrant",
  "DescribeKey",
]);

const New = z.object({
  KeyId,
  GranteePrincipal: Principal,
  RetiringPrincipal: Principal.optional(),
  Operations: z.array(Operation).min(1),
  Constraints: z.object({ EncryptionContextSubset: Pairs, EncryptionContextEquals: Pairs }).optional(),
  GrantTokens,
  Name: z.string().min(1).max(256).optional(),
  DryRun,
});

export const createGrant = operation(
  "CreateGrant",
  New,
  usingKey("kms:CreateGrant"),
  ({ keys, cloud }) =>
    async (input, key) => {
      if (input.Constraints?.EncryptionContextEquals && input.Constraints.EncryptionContextSubset) {
        throw new ServiceError(
          "ValidationException",
          "Only one of EncryptionContextEquals and EncryptionContextSubset can be used.",
        );
      }
      endDryRun(input.DryRun);
      const { grant, known } = grantOf(key, input, cloud.clock.now());
      if (!known) await keys.keep({ ...key, grants: [...key.grants, grant] });
      return { GrantId: grant.id, GrantToken: grant.token };
    },
);

/** fidelity: docs: CreateGrant, Name: the same again gives the same grant */
export const grantOf = (key: KeyRecord, input: z.input<typeof New>, now: number) => {
  const wanted = {
    grantee: input.GranteePrincipal,
    retiring: input.RetiringPrincipal,
    operations: [...new Set(input.Operations)],
    constraints: input.Constraints,
    name: input.Name,
  };
  const known =
    input.Name === undefined
      ? undefined
      : key.grants.find(({ id: _, token: __, createdAt: ___, ...had }) =>
          isDeepStrictEqual(JSON.parse(JSON.stringify(had)), JSON.parse(JSON.stringify(wanted))),
        );
  const made: KeyGrant = {
    ...wanted,
    id: randomBytes(32).toString("hex"),
    token: randomBytes(96).toString("base64"),
    createdAt: now,
  };
  return { grant: known ?? made, known: known !== undefined };
};

const shownGrant = (key: KeyRecord, grant: KeyGrant) => ({
  KeyId: key.arn,
  GrantId: grant.id,
  Name: grant.name ?? "",
  CreationDate: grant.createdAt / 1000,
  GranteePrincipal: grant.grantee,
  RetiringPrincipal: grant.retiring,
  IssuingAccount: key.arn.replace(/^arn:([^:]+):kms:[^:]+:(\d+):.*$/, "arn:$1:iam::$2:root"),
  Operations: grant.operations,
  Constraints: grant.constraints,
});

const orderOf = ({ createdAt, id }: KeyGrant): string => `${String(createdAt).padStart(15, "0")} ${id}`;

export const listGrants = operation(
  "ListGrants",
  z.object({ KeyId, Limit, Marker, GrantId: GrantId.optional(), GranteePrincipal: Principal.optional() }),
  onKey("kms:ListGrants"),
  () => (input, key) => {
    const found = key.grants
      .filter(({ id }) => input.GrantId === undefined || id === input.GrantId)
      .filter(({ grantee }) => input.GranteePrincipal === undefined || grantee === input.GranteePrincipal);
    const { shown, rest } = page(found, orderOf, input);
    return { Grants: shown.map((grant) => shownGrant(key, grant)), ...rest };
  },
);

export const listRetirableGrants = operation(
  "ListRetirableGrants",
  z.object({ RetiringPrincipal: Principal, Limit, Marker }),
  { action: "kms:ListRetirableGrants", on: (_: KmsParts) => resource("*") },
  ({ keys }) =>
    (input) => {
      const found = keys
        .all()
        .flatMap((key) =>
          key.grants.filter(({ retiring }) => retiring === input.RetiringPrincipal).map((grant) => ({ key, grant })),
        );
      const { shown, rest } = page(found, ({ grant }) => orderOf(grant), input);
      return { Grants: shown.map(({ key, grant }) => shownGrant(key, grant)), ...rest };
    },
);

const noSuchGrant = (id: string) => new ServiceError("NotFoundException", `Grant ID ${id} not found`);

/** @throws {ServiceError} */
export const withoutGrant = (key: KeyRecord, id: string): KeyRecord => {
  const grants = key.grants.filter((grant) => grant.id !== id);
  if (grants.length === key.grants.length) throw noSuchGrant(id);
  return { ...key, grants };
};

export const revokeGrant = operation(
  "RevokeGrant",
  z.object({ KeyId, GrantId, DryRun }),
  onKey("kms:RevokeGrant"),
  ({ keys }) =>
    async (input, key) => {
      const left = withoutGrant(key, input.GrantId);
      endDryRun(input.DryRun);
      await keys.keep(left);
      return NO_OUTPUT;
    },
);

interface Retired {
  readonly GrantToken?: string | undefined;
  readonly KeyId?: string | undefined;
  readonly GrantId?: string | undefined;
}

const retired = (keys: Keys, { GrantToken: token, KeyId: named, GrantId: id }: Retired) => {
  const within = named === undefined ? keys.all() : [keys.require(named)];
  for (const key of within) {
    const grant = key.grants.find((each) => (token === undefined ? each.id === id : each.token === token));
    if (grant) return { key, grant };
  }
  if (token !== undefined) throw new ServiceError("InvalidGrantTokenException", "The grant token is not valid.");
  throw noSuchGrant(id ?? "");
};

/** fidelity: docs: RetireGrant: by who may retire it, by its grantee where the grant says so, or by the policies */
export const retireGrant = operation(
  "RetireGrant",
  z.object({ GrantToken: z.string().optional(), KeyId: KeyId.optional(), GrantId: GrantId.optional(), DryRun }),
  {
    action: "kms:RetireGrant",
    on: ({ keys }: KmsParts, input, { principal }) => {
      const { key, grant } = retired(keys, input);
      const own = [principal.arn, principal.roleArn].includes(grant.retiring);
      const ask = asked(keys, principal, "kms:RetireGrant", key);
      return resource({ ...ask, granted: own || ask.granted === true }, () => ({ key, grant }));
    },
  },
  ({ keys }) =>
    async (input, { key, grant }) => {
      endDryRun(input.DryRun);
      await keys.keep(withoutGrant(key, grant.id));
      return NO_OUTPUT;
    },
);
