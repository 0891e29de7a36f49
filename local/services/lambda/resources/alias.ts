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
    const invokeArn = `arn:${cloud.partition}:apigateway:${cloud.region}:lambda:path/2015-03-31/functions/${id}/invocations`;
    return { id, outputs: { ...inputs, name, arn: id, invokeArn } };
  };
  return {
    type: TYPE,
    create: (inputs, context) => declare(nameOf(TYPE, inputs, context), inputs),
    update: async (id, inputs) => (await declare(parseFunctionName(id).qualifier ?? "", inputs)).outputs,
    async delete(id) {
      const { name, qualifier = "" } = parseFunctionName(id);
      await functions.removeAlias(name, qualifier);
    },
  };
};

const weights = (routing: unknown): Readonly<Record<string, number>> =>
  (routing as { additionalVersionWeights?: Record<string, number> } | undefined)?.additionalVersionWeights ?? {};
