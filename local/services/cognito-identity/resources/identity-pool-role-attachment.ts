import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { IdentityPools, MappingRule, PoolRolesRecord, RoleMapping } from "../identity-pools";

const TYPE = "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment";

/** Of the provider's schema. */
interface GivenMapping {
  readonly identityProvider: string;
  readonly type: RoleMapping["type"];
  readonly ambiguousRoleResolution?: RoleMapping["ambiguous"];
  readonly mappingRules?: readonly {
    readonly claim: string;
    readonly matchType: MappingRule["matchType"];
    readonly value: string;
    readonly roleArn: string;
  }[];
}

export const identityPoolRoleAttachmentType = (identityPools: IdentityPools): ResourceType => {
  const keep = async ({ identityPoolId, roles, roleMappings }: Properties) => {
    const { id } = identityPools.require(String(identityPoolId));
    await identityPools.roles.put(id, {
      ...(roles as Pick<PoolRolesRecord, "authenticated" | "unauthenticated">),
      mappings: Object.fromEntries(((roleMappings ?? []) as readonly GivenMapping[]).map(mapping)),
    });
  };
  return {
    type: TYPE,
    async create(inputs, context) {
      const made = recorded(TYPE, inputs, context);
      await keep(made.outputs);
      return made;
    },
    async update(_, inputs, olds) {
      const outputs = { ...olds.outputs, ...inputs };
      await keep(outputs);
      return outputs;
    },
    async read(id) {
      const found = identityPools.roles.get(id);
      if (!found) return undefined;
      const { mappings, ...roles } = found;
      return { identityPoolId: id, roles, roleMappings: Object.entries(mappings).map(shownMapping) };
    },
    delete: (id) => identityPools.roles.remove(id),
  };
};

const mapping = (given: GivenMapping): [string, RoleMapping] => {
  const { identityProvider, type, ambiguousRoleResolution: ambiguous = "AuthenticatedRole", mappingRules = [] } = given;
  const rules = mappingRules.map(({ roleArn: role, claim, matchType, value }) => ({ claim, matchType, value, role }));
  return [identityProvider, { type, ambiguous, rules }];
};

const shownMapping = ([identityProvider, { type, ambiguous, rules }]: [string, RoleMapping]): GivenMapping => ({
  identityProvider,
  type,
  ambiguousRoleResolution: ambiguous,
  ...(type === "Rules" ? { mappingRules: rules.map(({ role: roleArn, ...rule }) => ({ ...rule, roleArn })) } : {}),
});
