import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { protectedPool } from "../operations/pools";
import { type PoolSettings, poolSettings } from "../pool-settings";
import type { UserPools } from "../user-pools";
import { apiNames, programNames } from "./names";

const TYPE = "aws:cognito/userPool:UserPool";

export const userPoolType = (pools: UserPools): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    await pools.create(id, String(outputs.name), settingsOf(outputs));
    return { id, outputs };
  },
  async update(id, inputs, olds) {
    const outputs = { ...olds.outputs, ...inputs };
    await pools.change(pools.require(id), String(outputs.name), settingsOf(outputs));
    return outputs;
  },
  async read(id) {
    const pool = pools.find(id);
    if (!pool) return undefined;
    const { Policies, Schema, UserPoolTags, ...settings } = pool.settings ?? {};
    return {
      ...(programNames(settings) as Properties),
      ...(Policies?.PasswordPolicy ? { passwordPolicy: programNames(Policies.PasswordPolicy) } : {}),
      ...(Schema ? { schemas: programNames(Schema) } : {}),
      ...(UserPoolTags ? { tags: UserPoolTags } : {}),
      name: pool.name,
      endpoint: pools.endpoint(pool.id),
      arn: pools.arn(pool.id),
    };
  },
  async delete(id, { deletionProtection }) {
    if (deletionProtection === "ACTIVE") throw protectedPool();
    await pools.remove(id);
  },
});

/** What a program says of a pool, as the API has it. */
// A function of tokens of version 2 and later gets other events, and is recorded only.
const settingsOf = ({ passwordPolicy, schemas, tags, lambdaConfig, ...outputs }: Properties): PoolSettings => {
  const functions = (lambdaConfig ?? {}) as Properties; // an object by the provider's schema
  const { preTokenGenerationConfig: later } = functions as { readonly preTokenGenerationConfig?: Properties };
  const fired = [
    "PreSignUp",
    "PreAuthentication",
    ...(later && later.lambdaVersion !== "V1_0" ? [] : ["PreTokenGeneration"]),
  ];
  const { PasswordPolicy, Schema } = apiNames({ passwordPolicy, schema: schemas }, ["PasswordPolicy", "Schema"]);
  const found: Properties = {
    ...apiNames(outputs, Object.keys(poolSettings)),
    ...(PasswordPolicy ? { Policies: { PasswordPolicy } } : {}),
    ...(Schema ? { Schema } : {}),
    ...(lambdaConfig ? { LambdaConfig: apiNames(functions, fired) } : {}),
    ...(tags ? { UserPoolTags: tags } : {}),
  };
  return found as PoolSettings; // of the provider's schema, which has the API's types
};
