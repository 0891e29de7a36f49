import type { Properties } from "../../../engine/resources/resource-type";
import { checkProvider, mappingOf } from "../hosted/providers/provider-rules";
import { type IdentityProviderRecord, keyIn } from "../hosted/records";
import type { UserPools } from "../user-pools";
import { keptType } from "./kept";

/** As the provider's schema has them. */
type Given = Properties & {
  readonly providerType: IdentityProviderRecord["type"];
  readonly providerDetails: IdentityProviderRecord["details"];
  readonly attributeMapping?: IdentityProviderRecord["mapping"];
  readonly idpIdentifiers?: readonly string[];
};

export const identityProviderType = (pools: UserPools) => {
  const keyOf = (id: string): string => {
    const [pool = "", name = ""] = id.split(":");
    return keyIn(pool, name);
  };
  return keptType({
    type: "aws:cognito/identityProvider:IdentityProvider",
    async keep(outputs) {
      const { providerType: type, providerDetails: details, attributeMapping, idpIdentifiers = [] } = outputs as Given;
      const { id: pool } = pools.require(String(outputs.userPoolId));
      const name = String(outputs.providerName);
      checkProvider(name, type, details);
      const mapping = mappingOf(type, attributeMapping);
      const key = keyIn(pool, name);
      const now = pools.cloud.clock.now();
      const created = pools.identityProviders.get(key)?.created ?? now;
      const record = { pool, name, type, details, mapping, identifiers: idpIdentifiers, created, modified: now };
      await pools.identityProviders.put(key, record);
      return { attributeMapping: mapping };
    },
    async read(id) {
      const found = pools.identityProviders.get(keyOf(id));
      if (!found) return undefined;
      return {
        userPoolId: found.pool,
        providerName: found.name,
        providerType: found.type,
        providerDetails: found.details,
        attributeMapping: found.mapping,
        ...(found.identifiers.length > 0 ? { idpIdentifiers: found.identifiers } : {}),
      };
    },
    delete: (id) => pools.identityProviders.remove(keyOf(id)),
  });
};
