import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { keyIn, type ResourceServerRecord } from "../hosted/records";
import type { UserPools } from "../user-pools";
import { apiNames, programNames } from "./names";

const TYPE = "aws:cognito/resourceServer:ResourceServer";

export const resourceServerType = (pools: UserPools): ResourceType => {
  const keep = async ({ userPoolId, identifier: given, name, scopes = [] }: Properties) => {
    const { id: pool } = pools.require(String(userPoolId));
    const identifier = String(given);
    // A list of such objects by the provider's schema.
    const { Scopes } = apiNames({ scopes }, ["Scopes"]) as { readonly Scopes: ResourceServerRecord["scopes"] };
    await pools.resourceServers.put(keyIn(pool, identifier), { pool, identifier, name: String(name), scopes: Scopes });
  };
  return {
    type: TYPE,
    async create(inputs, context) {
      const made = recorded(TYPE, inputs, context);
      await keep(made.outputs);
      return made;
    },
    async update(_, inputs, olds, context) {
      const { outputs } = recorded(TYPE, { ...olds.inputs, ...inputs }, context);
      const now = { ...olds.outputs, ...inputs, scopeIdentifiers: outputs.scopeIdentifiers };
      await keep(now);
      return now;
    },
    async read(id) {
      const [pool = "", identifier = ""] = id.split("|");
      const found = pools.resourceServers.get(keyIn(pool, identifier));
      if (!found) return undefined;
      return { userPoolId: pool, identifier, name: found.name, scopes: programNames(found.scopes) };
    },
    async delete(id) {
      const [pool = "", identifier = ""] = id.split("|");
      await pools.resourceServers.remove(keyIn(pool, identifier));
    },
  };
};
