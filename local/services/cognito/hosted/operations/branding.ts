import { randomUUID } from "node:crypto";
import * as z from "zod";
import { operation } from "../../../../wire/operations/operation";
import { ServiceError } from "../../../../wire/service-error";
import { type CognitoParts, onPool } from "../../operations/cognito-operation";
import { dates } from "../../shown";
import { clientOf } from "../../tokens/sign-in";
import { ofPool, type UserPools } from "../../user-pools";
import type { BrandingRecord } from "../records";

const UserPoolId = z.string().min(1);
const ManagedLoginBrandingId = z.uuid();
const settings = {
  UseCognitoProvidedValues: z.boolean().optional(),
  Settings: z.unknown().optional(),
  Assets: z.array(z.unknown()).max(40).optional(),
};

/** What a call says of a style. @throws {ServiceError} */
// fidelity: docs: CreateManagedLoginBranding, UseCognitoProvidedValues: with it nothing else may be given; guess: the text
const said = ({ UseCognitoProvidedValues, Settings, Assets }: z.output<z.ZodObject<typeof settings>>) => {
  if (UseCognitoProvidedValues && (Settings !== undefined || Assets !== undefined)) {
    throw new ServiceError(
      "InvalidParameterException",
      "Settings and Assets cannot be given when UseCognitoProvidedValues is true.",
    );
  }
  return {
    usual: UseCognitoProvidedValues ?? false,
    ...(Settings === undefined ? {} : { settings: Settings }),
    ...(Assets === undefined ? {} : { assets: Assets }),
  };
};

const requireBranding = ({ brandings }: UserPools, pool: string, id: string): BrandingRecord => {
  const found = brandings.get(id);
  // fidelity: guess: the text
  if (found?.pool !== pool)
    throw new ServiceError("ResourceNotFoundException", `Managed login branding ${id} does not exist.`);
  return found;
};

const shown = ({ id, pool, usual, settings, assets, ...record }: BrandingRecord) => ({
  ManagedLoginBranding: {
    ManagedLoginBrandingId: id,
    UserPoolId: pool,
    UseCognitoProvidedValues: usual,
    ...(settings === undefined ? {} : { Settings: settings }),
    Assets: assets ?? [],
    ...dates(record),
  },
});

export const createManagedLoginBranding = operation(
  "CreateManagedLoginBranding",
  z.object({ UserPoolId, ClientId: z.string().min(1).max(128), ...settings }),
  onPool("CreateManagedLoginBranding"),
  ({ pools }: CognitoParts) =>
    async ({ ClientId, ...input }, { id: pool }) => {
      const { id: client } = clientOf(pools, ClientId, pool);
      // fidelity: guess: the text
      if (ofPool(pools.brandings, pool).some((other) => other.client === client)) {
        throw new ServiceError(
          "ManagedLoginBrandingExistsException",
          `The client ${client} has a managed login branding.`,
        );
      }
      const now = pools.cloud.clock.now();
      const branding = { id: randomUUID(), pool, client, ...said(input), created: now, modified: now };
      await pools.brandings.put(branding.id, branding);
      return shown(branding);
    },
);

export const describeManagedLoginBranding = operation(
  "DescribeManagedLoginBranding",
  z.object({ UserPoolId, ManagedLoginBrandingId, ReturnMergedResources: z.literal(false).optional() }),
  onPool("DescribeManagedLoginBranding"),
  ({ pools }: CognitoParts) =>
    ({ ManagedLoginBrandingId }, { id }) =>
      shown(requireBranding(pools, id, ManagedLoginBrandingId)),
);

export const describeManagedLoginBrandingByClient = operation(
  "DescribeManagedLoginBrandingByClient",
  z.object({ UserPoolId, ClientId: z.string().min(1), ReturnMergedResources: z.literal(false).optional() }),
  onPool("DescribeManagedLoginBrandingByClient"),
  ({ pools }: CognitoParts) =>
    ({ ClientId }, { id }) => {
      const { id: client } = clientOf(pools, ClientId, id);
      return shown(
        ofPool(pools.brandings, id).find((each) => each.client === client) ?? requireBranding(pools, id, client),
      );
    },
);

export const updateManagedLoginBranding = operation(
  "UpdateManagedLoginBranding",
  z.object({ UserPoolId, ManagedLoginBrandingId, ...settings }),
  onPool("UpdateManagedLoginBranding"),
  ({ pools }: CognitoParts) =>
    async ({ ManagedLoginBrandingId, ...input }, { id: pool }) => {
      const { id, client, created } = requireBranding(pools, pool, ManagedLoginBrandingId);
      const branding = { id, pool, client, ...said(input), created, modified: pools.cloud.clock.now() };
      await pools.brandings.put(id, branding);
      return shown(branding);
    },
);

export const deleteManagedLoginBranding = operation(
  "DeleteManagedLoginBranding",
  z.object({ UserPoolId, ManagedLoginBrandingId }),
  onPool("DeleteManagedLoginBranding"),
  ({ pools }: CognitoParts) =>
    async ({ ManagedLoginBrandingId }, { id }) => {
      await pools.brandings.remove(requireBranding(pools, id, ManagedLoginBrandingId).id);
      return {};
    },
);
