import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { checkDeletable, checkPool } from "../settings/check-pool";
import { type PoolSettings, poolSettings, TRIGGERS } from "../settings/pool-settings";
import type { UserPools } from "../user-pools";
import { changed } from "./kept";
import { apiName, apiNames, programNames } from "./names";

const TYPE = "aws:cognito/userPool:UserPool";

export const userPoolType = (pools: UserPools): ResourceType => ({
  type: TYPE,
  check: ({ lambdaConfig }) =>
    Object.keys(functionsOf(lambdaConfig))
      .filter((name) => !TRIGGERS.includes(apiName(name)))
      .map((name) => ({ property: `lambdaConfig.${name}`, reason: "is not emulated by the local cloud" })),
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    const settings = settingsOf(outputs);
    checkPool(pools, String(outputs.name), settings);
    await pools.create(id, String(outputs.name), settings);
    return { id, outputs };
  },
  async update(id, inputs, olds) {
    const outputs = changed(olds, inputs);
    const settings = settingsOf(outputs);
    checkPool(pools, String(outputs.name), settings);
    await pools.change(pools.require(id), String(outputs.name), settings);
    return outputs;
  },
  async read(id) {
    const pool = pools.find(id);
    if (!pool) return undefined;
    const { Policies, Schema, UserPoolTags, ...settings } = pool.settings ?? {};
    return {
      ...(programNames(settings) as Properties),
      ...(Policies?.PasswordPolicy ? { passwordPolicy: programNames(Policies.PasswordPolicy) } : {}),
      ...(Policies?.SignInPolicy ? { signInPolicy: programNames(Policies.SignInPolicy) } : {}),
      ...(Schema ? { schemas: programNames(Schema) } : {}),
      ...(UserPoolTags ? { tags: UserPoolTags } : {}),
      name: pool.name,
      endpoint: pools.endpoint(pool.id),
      arn: pools.arn(pool.id),
    };
  },
  async delete(id) {
    const pool = pools.find(id);
    if (!pool) return;
    checkDeletable(pools, pool);
    await pools.remove(id);
  },
});

/** Of an object by the provider's schema: what it names. */
const functionsOf = (lambdaConfig: unknown): Properties =>
  Object.fromEntries(Object.entries(lambdaConfig ?? {}).filter(([, value]) => value !== undefined && value !== null));

/** What a program says of a pool, as the API has it. */
const settingsOf = ({
  passwordPolicy,
  signInPolicy,
  schemas,
  tags,
  lambdaConfig,
  ...outputs
}: Properties): PoolSettings => {
  const policies = apiNames({ passwordPolicy, signInPolicy }, ["PasswordPolicy", "SignInPolicy"]);
  const found: Properties = {
    ...apiNames(outputs, Object.keys(poolSettings)),
    ...(Object.keys(policies).length > 0 ? { Policies: policies } : {}),
    ...apiNames({ schema: schemas }, ["Schema"]),
    ...(lambdaConfig ? { LambdaConfig: apiNames(functionsOf(lambdaConfig), TRIGGERS) } : {}),
    ...(tags ? { UserPoolTags: tags } : {}),
  };
  return found as PoolSettings; // of the provider's schema, which has the API's types
};
