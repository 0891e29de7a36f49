import * as z from "zod";
import { operation } from "../../../../wire/operations/operation";
import { ServiceError } from "../../../../wire/service-error";
import { type CognitoParts, onPool } from "../../operations/cognito-operation";
import { pageOf } from "../../page";
import { ofPool, type UserPools } from "../../user-pools";
import { keyIn, type ResourceServerRecord } from "../records";

const named = {
  UserPoolId: z.string().min(1),
  Identifier: z
    .string()
    .min(1)
    .max(256)
    .regex(/^[\x21\x23-\x5B\x5D-\x7E]+$/),
};
const settings = {
  Name: z
    .string()
    .min(1)
    .max(256)
    .regex(/^[\w\s+=,.@-]+$/),
  Scopes: z
    .array(
      z.object({
        ScopeName: z
          .string()
          .min(1)
          .max(256)
          .regex(/^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+$/),
        ScopeDescription: z.string().min(1).max(256),
      }),
    )
    .max(100)
    .default([]),
};

const requireServer = ({ resourceServers }: UserPools, pool: string, identifier: string): ResourceServerRecord => {
  const server = resourceServers.get(keyIn(pool, identifier));
  // fidelity: guess: the text
  if (!server) throw new ServiceError("ResourceNotFoundException", `Resource server ${identifier} does not exist.`);
  return server;
};

const shown = ({ pool, identifier, name, scopes }: ResourceServerRecord) => ({
  UserPoolId: pool,
  Identifier: identifier,
  Name: name,
  Scopes: scopes,
});

export const createResourceServer = operation(
  "CreateResourceServer",
  z.object({ ...named, ...settings }),
  onPool("CreateResourceServer"),
  ({ pools }: CognitoParts) =>
    async ({ Identifier: identifier, Name: name, Scopes: scopes }, { id: pool }) => {
      const key = keyIn(pool, identifier);
      // fidelity: observed: the text
      if (pools.resourceServers.get(key)) {
        throw new ServiceError("InvalidParameterException", `${identifier} already exists in user pool ${pool}.`);
      }
      const server = { pool, identifier, name, scopes };
      await pools.resourceServers.put(key, server);
      return { ResourceServer: shown(server) };
    },
);

export const describeResourceServer = operation(
  "DescribeResourceServer",
  z.object(named),
  onPool("DescribeResourceServer"),
  ({ pools }: CognitoParts) =>
    ({ Identifier }, { id }) => ({ ResourceServer: shown(requireServer(pools, id, Identifier)) }),
);

/** Replaces name and scopes. fidelity: docs: UpdateResourceServer */
export const updateResourceServer = operation(
  "UpdateResourceServer",
  z.object({ ...named, ...settings }),
  onPool("UpdateResourceServer"),
  ({ pools }: CognitoParts) =>
    async ({ Identifier, Name: name, Scopes: scopes }, { id }) => {
      const server = { ...requireServer(pools, id, Identifier), name, scopes };
      await pools.resourceServers.put(keyIn(id, Identifier), server);
      return { ResourceServer: shown(server) };
    },
);

export const deleteResourceServer = operation(
  "DeleteResourceServer",
  z.object(named),
  onPool("DeleteResourceServer"),
  ({ pools }: CognitoParts) =>
    async ({ Identifier }, { id }) => {
      requireServer(pools, id, Identifier);
      await pools.resourceServers.remove(keyIn(id, Identifier));
      return {};
    },
);

export const listResourceServers = operation(
  "ListResourceServers",
  z.object({
    UserPoolId: named.UserPoolId,
    MaxResults: z.number().int().min(1).max(50).default(50),
    NextToken: z.string().min(1).optional(),
  }),
  onPool("ListResourceServers"),
  ({ pools }: CognitoParts) =>
    ({ MaxResults: limit, NextToken: token }, { id }) => {
      const all = ofPool(pools.resourceServers, id);
      const { items, next } = pageOf(all, ({ identifier }) => identifier, { limit, token });
      return { ResourceServers: items.map(shown), ...(next ? { NextToken: next } : {}) };
    },
);
