import { randomInt } from "node:crypto";
import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { checkOAuth } from "../hosted/client-oauth";
import { pageOf } from "../page";
import { clientRecord } from "../settings/client-record";
import { checkClient, clientSettings } from "../settings/client-settings";
import { ClientId, ClientName, PageKey, UserPoolId } from "../settings/shapes";
import { shownClient } from "../shown";
import { clientOf } from "../tokens/sign-in";
import { ofPool } from "../user-pools";
import { type CognitoParts, onPool } from "./cognito-operation";

const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
const random = (length: number) => Array.from({ length }, () => LOWER[randomInt(LOWER.length)]).join("");

export const createUserPoolClient = operation(
  "CreateUserPoolClient",
  z.object({
    ...clientSettings,
    UserPoolId,
    ClientName,
    GenerateSecret: z.boolean().default(false),
  }),
  onPool("CreateUserPoolClient"),
  ({ pools }: CognitoParts) =>
    async ({ UserPoolId: _, GenerateSecret, ...settings }, pool) => {
      checkClient(pool, settings, "creating");
      const now = pools.cloud.clock.now();
      const named = { id: random(26), pool: pool.id, ...(GenerateSecret ? { secret: random(51) } : {}) };
      checkOAuth(pools, named, settings);
      const client = clientRecord(named, settings, { created: now, now });
      await pools.clients.put(client.id, client);
      return { UserPoolClient: shownClient(client) };
    },
);

export const describeUserPoolClient = operation(
  "DescribeUserPoolClient",
  z.object({ UserPoolId, ClientId }),
  onPool("DescribeUserPoolClient"),
  ({ pools }: CognitoParts) =>
    (input, { id }) => ({ UserPoolClient: shownClient(clientOf(pools, input.ClientId, id)) }),
);

/** What is not said goes back to what a new client has. fidelity: docs: UpdateUserPoolClient */
export const updateUserPoolClient = operation(
  "UpdateUserPoolClient",
  z.object({ UserPoolId, ClientId, ...clientSettings }),
  onPool("UpdateUserPoolClient"),
  ({ pools }: CognitoParts) =>
    async ({ UserPoolId: _, ClientId: id, ...settings }, pool) => {
      const now = pools.cloud.clock.now();
      const known = clientOf(pools, id, pool.id);
      checkClient(pool, settings, "updating");
      checkOAuth(pools, known, settings);
      const ClientName = settings.ClientName ?? known.settings?.ClientName;
      const changed = clientRecord(known, { ...settings, ClientName }, { created: known.created ?? now, now });
      await pools.clients.put(id, changed);
      return { UserPoolClient: shownClient(changed) };
    },
);

export const deleteUserPoolClient = operation(
  "DeleteUserPoolClient",
  z.object({ UserPoolId, ClientId }),
  onPool("DeleteUserPoolClient"),
  ({ pools }: CognitoParts) =>
    async (input, { id }) => {
      await pools.clients.remove(clientOf(pools, input.ClientId, id).id);
      return {};
    },
);

export const listUserPoolClients = operation(
  "ListUserPoolClients",
  z.object({
    UserPoolId,
    MaxResults: z.number().int().min(1).max(60).optional(),
    NextToken: PageKey.optional(),
  }),
  onPool("ListUserPoolClients"),
  ({ pools }: CognitoParts) =>
    ({ MaxResults, NextToken }, { id: UserPoolId }) => {
      const page = { limit: MaxResults, token: NextToken };
      const { items, next } = pageOf(ofPool(pools.clients, UserPoolId), ({ id }) => id, page);
      const UserPoolClients = items.map(({ id, settings }) => ({
        ClientId: id,
        UserPoolId,
        ClientName: settings?.ClientName,
      }));
      return { UserPoolClients, ...(next ? { NextToken: next } : {}) };
    },
);
