import { randomInt } from "node:crypto";
import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { type Right, resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { pageOf } from "../page";
import { checkDeletable, checkPool } from "../settings/check-pool";
import { changeableSettings, type PoolSettings, poolSettings } from "../settings/pool-settings";
import { checkSchema, SchemaAttribute } from "../settings/schema";
import { Arn, PoolName, text, UserPoolId } from "../settings/shapes";
import { dates, shownPool } from "../shown";
import type { UserPoolRecord } from "../user-pools";
import { type CognitoParts, onPool } from "./cognito-operation";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export const createUserPool = operation(
  "CreateUserPool",
  z.object({ PoolName, ...poolSettings }),
  { action: "cognito-idp:CreateUserPool", on: () => resource("*") },
  ({ pools }: CognitoParts) =>
    async ({ PoolName: name, ...settings }) => {
      checkPool(pools, name, settings);
      checkSchema([], settings.Schema ?? []);
      const tail = Array.from({ length: 9 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
      const pool = await pools.create(`${pools.cloud.region}_${tail}`, name, settings);
      return { UserPool: shownPool(pools, pool) };
    },
);

export const describeUserPool = operation(
  "DescribeUserPool",
  z.object({ UserPoolId }),
  onPool("DescribeUserPool"),
  ({ pools }: CognitoParts) =>
    (_, pool) => ({ UserPool: shownPool(pools, pool) }),
);

/** What is not said goes back to what a new pool has. fidelity: docs: UpdateUserPool */
export const updateUserPool = operation(
  "UpdateUserPool",
  z.object({ UserPoolId, PoolName: PoolName.optional(), ...changeableSettings }),
  onPool("UpdateUserPool"),
  ({ pools }: CognitoParts) =>
    async ({ UserPoolId: _, PoolName: name, ...settings }, pool) => {
      checkPool(pools, name ?? pool.name, settings);
      await pools.change(pool, name ?? pool.name, { ...fixed(pool), ...settings });
      return {};
    },
);

/** What stays with a pool for its life. */
const fixed = ({ settings = {} }: UserPoolRecord): PoolSettings => {
  const { AliasAttributes, UsernameAttributes, UsernameConfiguration, Schema } = settings;
  return { AliasAttributes, UsernameAttributes, UsernameConfiguration, Schema };
};

export const addCustomAttributes = operation(
  "AddCustomAttributes",
  z.object({ UserPoolId, CustomAttributes: z.array(SchemaAttribute).min(1).max(25) }),
  onPool("AddCustomAttributes"),
  ({ pools }: CognitoParts) =>
    async ({ CustomAttributes }, pool) => {
      const { Schema = [] } = pool.settings ?? {};
      const added = CustomAttributes.map((attribute) => ({ ...attribute, Name: `custom:${attribute.Name}` }));
      checkSchema(Schema, added);
      await pools.change(pool, pool.name, { ...pool.settings, Schema: [...Schema, ...added] });
      return {};
    },
);

export const deleteUserPool = operation(
  "DeleteUserPool",
  z.object({ UserPoolId }),
  onPool("DeleteUserPool"),
  ({ pools }: CognitoParts) =>
    async (_, pool) => {
      checkDeletable(pools, pool);
      await pools.remove(pool.id);
      return {};
    },
);

export const listUserPools = operation(
  "ListUserPools",
  z.object({
    MaxResults: z.number().int().min(1).max(60),
    NextToken: text({ min: 1, pattern: "[\\S]+" }).optional(),
  }),
  { action: "cognito-idp:ListUserPools", on: () => resource("*") },
  ({ pools }: CognitoParts) =>
    ({ MaxResults, NextToken }) => {
      const { items, next } = pageOf(pools.all(), ({ id }) => id, { limit: MaxResults, token: NextToken });
      const UserPools = items.map((pool) => ({
        Id: pool.id,
        Name: pool.name,
        LambdaConfig: pool.settings?.LambdaConfig ?? {},
        ...dates(pool),
      }));
      return { UserPools, ...(next ? { NextToken: next } : {}) };
    },
);

/** The pool of an ARN. */
const byArn = (name: string): Right<CognitoParts, { readonly ResourceArn: string }, UserPoolRecord, unknown> => ({
  action: `cognito-idp:${name}`,
  on: ({ pools }, { ResourceArn }) =>
    resource(ResourceArn, () => {
      const id = ResourceArn.split("/").pop() ?? "";
      if (pools.arn(id) === ResourceArn) return pools.require(id);
      throw new ServiceError("ResourceNotFoundException", `${ResourceArn} does not exist.`);
    }),
});

export const listTagsForResource = operation(
  "ListTagsForResource",
  z.object({ ResourceArn: Arn }),
  byArn("ListTagsForResource"),
  () => (_, pool) => ({ Tags: pool.settings?.UserPoolTags ?? {} }),
);

export const tagResource = operation(
  "TagResource",
  z.object({ ResourceArn: Arn, Tags: z.record(z.string(), z.string()) }),
  byArn("TagResource"),
  ({ pools }: CognitoParts) =>
    async ({ Tags }, pool) => {
      const UserPoolTags = { ...pool.settings?.UserPoolTags, ...Tags };
      await pools.change(pool, pool.name, { ...pool.settings, UserPoolTags });
      return {};
    },
);

export const untagResource = operation(
  "UntagResource",
  z.object({ ResourceArn: Arn, TagKeys: z.array(text({ min: 1, max: 128 })) }),
  byArn("UntagResource"),
  ({ pools }: CognitoParts) =>
    async ({ TagKeys }, pool) => {
      const left = Object.entries(pool.settings?.UserPoolTags ?? {}).filter(([name]) => !TagKeys.includes(name));
      await pools.change(pool, pool.name, { ...pool.settings, UserPoolTags: Object.fromEntries(left) });
      return {};
    },
);
