import type { UserPools } from "../user-pools";
import { keptType } from "./kept";
import { apiNames, programNames } from "./names";

export const managedLoginBrandingType = (pools: UserPools) => {
  const keyOf = (id: string): string => id.split(",")[1] ?? "";
  return keptType({
    type: "aws:cognito/managedLoginBranding:ManagedLoginBranding",
    async keep({ managedLoginBrandingId, userPoolId, clientId, settings, assets }) {
      const { id: pool } = pools.require(String(userPoolId));
      const id = String(managedLoginBrandingId);
      const now = pools.cloud.clock.now();
      const { Assets } = apiNames({ assets }, ["Assets"]);
      await pools.brandings.put(id, {
        id,
        pool,
        client: String(clientId),
        usual: settings === undefined,
        ...(typeof settings === "string" ? { settings: JSON.parse(settings) } : {}),
        ...(Array.isArray(Assets) ? { assets: Assets } : {}),
        created: pools.brandings.get(id)?.created ?? now,
        modified: now,
      });
      return { useCognitoProvidedValues: settings === undefined };
    },
    async read(id) {
      const found = pools.brandings.get(keyOf(id));
      if (!found) return undefined;
      const { pool, client, usual, settings, assets } = found;
      return {
        managedLoginBrandingId: found.id,
        userPoolId: pool,
        clientId: client,
        useCognitoProvidedValues: usual,
        ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
        ...(assets ? { assets: programNames(assets) } : {}),
      };
    },
    delete: (id) => pools.brandings.remove(keyOf(id)),
  });
};
