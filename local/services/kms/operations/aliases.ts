import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { aliasNotFound } from "../errors";
import type { AliasRecord } from "../key-record";
import type { Keys } from "../keys";
import { asked } from "../permission";
import { KeyId, type KmsParts, Limit, Marker } from "./kms-operation";
import { page } from "./page";

const AliasName = z.string().min(1).max(256);
const Named = z.object({ AliasName, TargetKeyId: KeyId });

/** fidelity: docs: CreateAlias, UpdateAlias, DeleteAlias: the right is asked on the alias and on each key */
const onAlias = (action: string) => ({
  action,
  on: (
    { keys }: KmsParts,
    { AliasName, TargetKeyId }: { AliasName: string; TargetKeyId?: string },
    { principal }: Parameters<ReturnType<typeof asking>>[0],
  ) => asking(keys, action, AliasName, TargetKeyId)({ principal }),
});

const asking =
  (keys: Keys, action: string, name: string, target: string | undefined) =>
  ({ principal }: { readonly principal: Parameters<typeof asked>[1] }) => {
    const alias = keys.alias(name);
    const key = target === undefined ? undefined : keys.require(target);
    const former = alias && keys.find(alias.keyId);
    const touched = [...new Set([former, key])].filter((each) => each !== undefined);
    return {
      asked: [{ resource: keys.arn(name) }, ...touched.map((each) => asked(keys, principal, action, each))],
      target: () => ({ alias, keyId: key?.id ?? "" }),
    };
  };

export const createAlias = operation(
  "CreateAlias",
  Named,
  onAlias("kms:CreateAlias"),
  ({ keys }) =>
    async (input, { alias, keyId }) => {
      if (alias) {
        throw new ServiceError(
          "AlreadyExistsException",
          `An alias with the name ${keys.arn(input.AliasName)} already exists`,
        );
      }
      await keys.putAlias(input.AliasName, keyId);
      return NO_OUTPUT;
    },
);

export const updateAlias = operation(
  "UpdateAlias",
  Named,
  onAlias("kms:UpdateAlias"),
  ({ keys }) =>
    async (input, { alias, keyId }) => {
      if (!alias) throw aliasNotFound(keys.arn(input.AliasName));
      await keys.putAlias(input.AliasName, keyId);
      return NO_OUTPUT;
    },
);

export const deleteAlias = operation(
  "DeleteAlias",
  z.object({ AliasName }),
  onAlias("kms:DeleteAlias"),
  ({ keys }) =>
    async (input, { alias }) => {
      if (!alias) throw aliasNotFound(keys.arn(input.AliasName));
      await keys.removeAlias(input.AliasName);
      return NO_OUTPUT;
    },
);

export const listAliases = operation(
  "ListAliases",
  z.object({ KeyId: KeyId.optional(), Limit, Marker }),
  { action: "kms:ListAliases", on: (_: KmsParts) => resource("*") },
  ({ keys }) =>
    (input) => {
      const of = input.KeyId === undefined ? undefined : keys.require(input.KeyId).id;
      const found = keys.allAliases().filter(({ keyId }) => of === undefined || keyId === of);
      const { shown, rest } = page(found, ({ name }) => name, input);
      return { Aliases: shown.map((alias) => shownAlias(keys, alias)), ...rest };
    },
);

const shownAlias = (keys: Keys, { name, keyId, createdAt, changedAt }: AliasRecord) => ({
  AliasName: name,
  AliasArn: keys.arn(name),
  TargetKeyId: keyId,
  CreationDate: createdAt / 1000,
  LastUpdatedDate: changedAt / 1000,
});
