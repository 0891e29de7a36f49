import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { UserPools } from "../user-pools";
import { apiNames, programNames } from "./names";

const TYPE = "aws:cognito/managedLoginBranding:ManagedLoginBranding";

export const managedLoginBrandingType = (pools: UserPools): ResourceType => {
  const keep = async (outputs: Properties) => {
    const { managedLoginBrandingId, userPoolId, clientId, settings, assets } = outputs;
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
  };
  return {
    type: TYPE,
    async create(inputs, context) {
      const made = recorded(TYPE, inputs, context);
      await keep(made.outputs);
      return made;
    },
    async update(_, inputs, { outputs: { settings: _old, ...olds } }) {
      const outputs = { ...olds, ...inputs, useCognitoProvidedValues: inputs.settings === undefined };
      await keep(outputs);
      return outputs;
    },
    async read(id) {
      const found = pools.brandings.get(id.split(",")[1] ?? "");
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
    delete: (id) => pools.brandings.remove(id.split(",")[1] ?? ""),
  };
};
