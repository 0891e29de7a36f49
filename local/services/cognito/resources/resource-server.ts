import { keyIn, type ResourceServerRecord } from "../hosted/records";
import type { UserPools } from "../user-pools";
import { keptType } from "./kept";
import { apiNames, programNames } from "./names";

export const resourceServerType = (pools: UserPools) => {
  const keyOf = (id: string): string => {
    const [pool = "", identifier = ""] = id.split("|");
    return keyIn(pool, identifier);
  };
  return keptType({
    type: "aws:cognito/resourceServer:ResourceServer",
    async keep({ userPoolId, identifier: given, name, scopes = [] }) {
      const { id: pool } = pools.require(String(userPoolId));
      const identifier = String(given);
      // A list of such objects by the provider's schema.
      const { Scopes } = apiNames({ scopes }, ["Scopes"]) as { readonly Scopes: ResourceServerRecord["scopes"] };
      await pools.resourceServers.put(keyIn(pool, identifier), {
        pool,
        identifier,
        name: String(name),
        scopes: Scopes,
      });
      return { scopeIdentifiers: Scopes.map(({ ScopeName }) => `${identifier}/${ScopeName}`) };
    },
    async read(id) {
      const found = pools.resourceServers.get(keyOf(id));
      if (!found) return undefined;
      const { pool, identifier, name, scopes } = found;
      return { userPoolId: pool, identifier, name, scopes: programNames(scopes) };
    },
    delete: (id) => pools.resourceServers.remove(keyOf(id)),
  });
};
