import { randomInt } from "node:crypto";
import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { domainsOf } from "../hosted/domains";
import { pageOf } from "../page";
import { changeableSettings, type PoolSettings, poolSettings } from "../pool-settings";
import { dates, shownPool } from "../shown";
import type { UserPoolRecord } from "../user-pools";
import { type CognitoParts, onPool } from "./cognito-operation";

const UserPoolId = z.string().min(1).max(55);
const PoolName = z.string().min(1).max(128);

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export const createUserPool = operation(
  "CreateUserPool",
  z.object({ PoolName, ...poolSettings }),
  { action: "cognito-idp:CreateUserPool", on: () => resource("*") },
  ({ pools }: CognitoParts) =>
    async ({ PoolName: name, ...settings }) => {
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
      await pools.change(pool, name ?? pool.name, { ...fixed(pool), ...settings });
      return {};
    },
);

/** What stays with a pool for its life. */
const fixed = ({ settings = {} }: UserPoolRecord): PoolSettings => {
  const { AliasAttributes, UsernameAttributes, UsernameConfiguration, Schema } = settings;
  return { AliasAttributes, UsernameAttributes, UsernameConfiguration, Schema };
};

export const deleteUserPool = operation(
  "DeleteUserPool",
  z.object({ UserPoolId }),
  onPool("DeleteUserPool"),
  ({ pools }: CognitoParts) =>
    async (_, pool) => {
      if (pool.settings?.DeletionProtection === "ACTIVE") throw protectedPool();
      // fidelity: observed: the text
      if (domainsOf(pools, pool.id).length > 0) {
        throw new ServiceError(
          "InvalidParameterException",
          "User pool cannot be deleted. It has a domain configured that should be deleted first.",
        );
      }
      await pools.remove(pool.id);
      return {};
    },
);

/** fidelity: observed: DeleteUserPool */
export const protectedPool = () =>
  new ServiceError(
    "InvalidParameterException",
    "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
  );

export const listUserPools = operation(
  "ListUserPools",
  z.object({ MaxResults: z.number().int().min(1).max(60), NextToken: z.string().min(1).optional() }),
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
