import { nameOf } from "../../../aws-types/resource-names";
import type { Cloud } from "../../../cloud/cloud";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { functionNotFound } from "../errors";
import { functionArn, parseFunctionName } from "../function-names";
import type { AliasRecord } from "../function-record";
import type { Functions } from "../functions";

const TYPE = "aws:lambda/alias:Alias";

export const aliasType = (cloud: Cloud, functions: Functions): ResourceType => {
  const declare = async (name: string, inputs: Properties): Promise<{ id: string; outputs: Properties }> => {
    const { name: functionName } = parseFunctionName(String(inputs.functionName));
    const alias: AliasRecord = {
      functionName,
      name,
      version: String(inputs.functionVersion),
      weights: weights(inputs.routingConfig),
    };
    const record = functions.get(functionName);
    const arn = functionArn(cloud, functionName);
    for (const version of [alias.version, ...Object.keys(alias.weights)]) {
      if (!record || (version !== "$LATEST" && !record.versions[version])) throw functionNotFound(`${arn}:${version}`);
    }
    await functions.putAlias(alias);
    const id = `${arn}:${alias.name}`;
    return { id, outputs: { ...inputs, ...shown(id, alias) } };
  };
  const shown = (arn: string, { name, version, weights }: AliasRecord): Properties => ({
    name,
    arn,
    functionVersion: version,
    ...(Object.keys(weights).length > 0 && { routingConfig: { additionalVersionWeights: weights } }),
    invokeArn: `arn:${cloud.partition}:apigateway:${cloud.region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
  });
  return {
    type: TYPE,
    // fidelity: observed: CreateAlias and UpdateAlias
    check: ({ functionVersion, routingConfig }) =>
      functionVersion === "$LATEST" && Object.keys(weights(routingConfig)).length > 0
        ? [
            {
              property: "routingConfig",
              reason: "$LATEST is not supported for an alias pointing to more than 1 version",
            },
          ]
        : [],
    create: (inputs, context) => declare(nameOf(TYPE, inputs, context), inputs),
    update: async (id, inputs) => (await declare(parseFunctionName(id).qualifier ?? "", inputs)).outputs,
    async read(id, { functionName }) {
      const { name, qualifier = "" } = parseFunctionName(id);
      const alias = functions.alias(name, qualifier);
      return (
        alias && { functionName: functionName ?? name, ...shown(`${functionArn(cloud, name)}:${qualifier}`, alias) }
      );
    },
    async delete(id) {
      const { name, qualifier = "" } = parseFunctionName(id);
      await functions.removeAlias(name, qualifier);
    },
  };
};

const weights = (routing: unknown): Readonly<Record<string, number>> =>
  (routing as { additionalVersionWeights?: Record<string, number> } | undefined)?.additionalVersionWeights ?? {};
