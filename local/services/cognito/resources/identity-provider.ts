import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { checkProvider, mappingOf } from "../hosted/provider-rules";
import { type IdentityProviderRecord, keyIn } from "../hosted/records";
import type { UserPools } from "../user-pools";

const TYPE = "aws:cognito/identityProvider:IdentityProvider";

/** As the provider's schema has them. */
type Given = Properties & {
  readonly providerType: IdentityProviderRecord["type"];
  readonly providerDetails: IdentityProviderRecord["details"];
  readonly attributeMapping?: IdentityProviderRecord["mapping"];
  readonly idpIdentifiers?: readonly string[];
};

export const identityProviderType = (pools: UserPools): ResourceType => {
  const keep = async (outputs: Properties): Promise<Properties> => {
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
    return { ...outputs, attributeMapping: mapping };
  };
  const keyOf = (id: string): string => {
    const [pool = "", name = ""] = id.split(":");
    return keyIn(pool, name);
  };
  return {
    type: TYPE,
    async create(inputs, context) {
      const { id, outputs } = recorded(TYPE, inputs, context);
      return { id, outputs: await keep(outputs) };
    },
    update: (_, inputs, olds) => keep({ ...olds.outputs, ...inputs }),
    async read(id) {
      const found = pools.identityProviders.get(keyOf(id));
      return (
        found && {
          userPoolId: found.pool,
          providerName: found.name,
          providerType: found.type,
          providerDetails: found.details,
          attributeMapping: found.mapping,
          ...(found.identifiers.length > 0 ? { idpIdentifiers: found.identifiers } : {}),
        }
      );
    },
    delete: (id) => pools.identityProviders.remove(keyOf(id)),
  };
};
