import * as z from "zod";
import { operation } from "../../../../wire/operations/operation";
import { ServiceError } from "../../../../wire/service-error";
import { type CognitoParts, onPool } from "../../operations/cognito-operation";
import { pageOf } from "../../page";
import { dates } from "../../shown";
import { ofPool, type UserPools } from "../../user-pools";
import { checkProvider, mappingOf } from "../providers/provider-rules";
import { type IdentityProviderRecord, keyIn, PROVIDER_TYPES } from "../records";

const texts = z.record(z.string(), z.string());
const UserPoolId = z.string().min(1);
const ProviderName = z.string().min(1).max(32);
const IdpIdentifier = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[\w\s+=.@-]+$/);
const changeable = {
  AttributeMapping: texts.optional(),
  IdpIdentifiers: z.array(IdpIdentifier).max(50).optional(),
};

const requireProvider = ({ identityProviders }: UserPools, pool: string, name: string): IdentityProviderRecord => {
  const provider = identityProviders.get(keyIn(pool, name));
  // fidelity: guess: the text
  if (!provider) throw new ServiceError("ResourceNotFoundException", `Identity provider ${name} does not exist.`);
  return provider;
};

/** fidelity: docs: CreateIdentityProvider, ProviderDetails: the key of Apple is told, and never told back */
const shown = ({ details: { private_key: _, ...details }, ...provider }: IdentityProviderRecord) => ({
  UserPoolId: provider.pool,
  ProviderName: provider.name,
  ProviderType: provider.type,
  ProviderDetails: details,
  AttributeMapping: provider.mapping,
  IdpIdentifiers: provider.identifiers,
  ...dates(provider),
});

export const createIdentityProvider = operation(
  "CreateIdentityProvider",
  z.object({
    UserPoolId,
    ProviderName: ProviderName.regex(/^[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+$/u),
    ProviderType: z.enum(PROVIDER_TYPES),
    ProviderDetails: texts,
    ...changeable,
  }),
  onPool("CreateIdentityProvider"),
  ({ pools }: CognitoParts) =>
    async ({ ProviderName: name, ProviderType: type, ProviderDetails: details, ...input }, { id: pool }) => {
      checkProvider(name, type, details);
      const key = keyIn(pool, name);
      // fidelity: guess: the text
      if (pools.identityProviders.get(key)) {
        throw new ServiceError("DuplicateProviderException", `Provider ${name} already exists in user pool ${pool}.`);
      }
      const now = pools.cloud.clock.now();
      const { AttributeMapping, IdpIdentifiers: identifiers = [] } = input;
      const mapping = mappingOf(type, AttributeMapping);
      const provider = { pool, name, type, details, mapping, identifiers, created: now, modified: now };
      await pools.identityProviders.put(key, provider);
      return { IdentityProvider: shown(provider) };
    },
);

export const updateIdentityProvider = operation(
  "UpdateIdentityProvider",
  z.object({ UserPoolId, ProviderName, ProviderDetails: texts.optional(), ...changeable }),
  onPool("UpdateIdentityProvider"),
  ({ pools }: CognitoParts) =>
    async ({ ProviderName: name, ProviderDetails, AttributeMapping, IdpIdentifiers }, { id: pool }) => {
      const known = requireProvider(pools, pool, name);
      const details = ProviderDetails ?? known.details;
      checkProvider(name, known.type, details);
      const provider = {
        ...known,
        details,
        mapping: AttributeMapping ? mappingOf(known.type, AttributeMapping) : known.mapping,
        identifiers: IdpIdentifiers ?? known.identifiers,
        modified: pools.cloud.clock.now(),
      };
      await pools.identityProviders.put(keyIn(pool, name), provider);
      return { IdentityProvider: shown(provider) };
    },
);

export const describeIdentityProvider = operation(
  "DescribeIdentityProvider",
  z.object({ UserPoolId, ProviderName }),
  onPool("DescribeIdentityProvider"),
  ({ pools }: CognitoParts) =>
    ({ ProviderName }, { id }) => ({ IdentityProvider: shown(requireProvider(pools, id, ProviderName)) }),
);

export const getIdentityProviderByIdentifier = operation(
  "GetIdentityProviderByIdentifier",
  z.object({ UserPoolId, IdpIdentifier }),
  onPool("GetIdentityProviderByIdentifier"),
  ({ pools }: CognitoParts) =>
    ({ IdpIdentifier }, { id }) => {
      const found = ofPool(pools.identityProviders, id).find(({ identifiers }) => identifiers.includes(IdpIdentifier));
      return { IdentityProvider: shown(found ?? requireProvider(pools, id, IdpIdentifier)) };
    },
);

export const listIdentityProviders = operation(
  "ListIdentityProviders",
  z.object({
    UserPoolId,
    MaxResults: z.number().int().min(0).max(60).optional(),
    NextToken: z.string().min(1).optional(),
  }),
  onPool("ListIdentityProviders"),
  ({ pools }: CognitoParts) =>
    ({ MaxResults, NextToken: token }, { id }) => {
      const all = ofPool(pools.identityProviders, id);
      const { items, next } = pageOf(all, ({ name }) => name, { limit: MaxResults || 60, token });
      const Providers = items.map((each) => ({ ProviderName: each.name, ProviderType: each.type, ...dates(each) }));
      return { Providers, ...(next ? { NextToken: next } : {}) };
    },
);

export const deleteIdentityProvider = operation(
  "DeleteIdentityProvider",
  z.object({ UserPoolId, ProviderName }),
  onPool("DeleteIdentityProvider"),
  ({ pools }: CognitoParts) =>
    async ({ ProviderName }, { id }) => {
      requireProvider(pools, id, ProviderName);
      await pools.identityProviders.remove(keyIn(id, ProviderName));
      return {};
    },
);
