import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { IdentityPools } from "../identity-pools";

const TYPE = "aws:cognito/identityPool:IdentityPool";

interface Provider {
  readonly clientId?: string;
  readonly providerName?: string;
  readonly serverSideTokenCheck?: boolean;
}

export const identityPoolType = (identityPools: IdentityPools): ResourceType => {
  const keep = (id: string, outputs: Properties) => {
    const providers = (outputs.cognitoIdentityProviders ?? []) as readonly Provider[]; // of the provider's schema
    return identityPools.pools.put(id, {
      id,
      name: String(outputs.identityPoolName),
      unauthenticated: outputs.allowUnauthenticatedIdentities === true,
      providers: providers.map(({ clientId = "", providerName: name = "", serverSideTokenCheck: check = false }) => ({
        clientId,
        name,
        check,
      })),
    });
  };
  return {
    type: TYPE,
    check: (inputs) =>
      NOT_EMULATED.filter((property) => inputs[property] !== undefined && inputs[property] !== false).map(
        (property) => ({ property, reason: "is not emulated by the local cloud" }),
      ),
    async create(inputs, context) {
      const made = recorded(TYPE, inputs, context);
      await keep(made.id, made.outputs);
      return made;
    },
    async update(id, inputs, olds) {
      const outputs = { ...olds.outputs, ...inputs };
      await keep(id, outputs);
      return outputs;
    },
    async read(id) {
      const pool = identityPools.pools.get(id);
      if (!pool) return undefined;
      return {
        identityPoolName: pool.name,
        allowUnauthenticatedIdentities: pool.unauthenticated,
        cognitoIdentityProviders: pool.providers.map(({ clientId, name, check }) => ({
          clientId,
          providerName: name,
          serverSideTokenCheck: check,
        })),
      };
    },
    delete: (id) => identityPools.remove(id),
  };
};

/** The classic flow, and what is no user pool. */
const NOT_EMULATED = [
  "allowClassicFlow",
  "developerProviderName",
  "openidConnectProviderArns",
  "samlProviderArns",
  "supportedLoginProviders",
];
