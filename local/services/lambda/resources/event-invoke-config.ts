import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { isBus, isTarget } from "../../deliveries/target";
import type { EventConfig } from "../event-config";
import { parseFunctionName } from "../function-names";
import type { Functions } from "../functions";

/** What becomes of events that nobody waits for. */
export const eventInvokeConfigType = (functions: Functions): ResourceType => {
  const declare = async (inputs: Properties): Promise<{ id: string; outputs: Properties }> => {
    const config = configOf(inputs);
    functions.resolve(config.functionName, config.qualifier);
    await functions.putEventConfig(config);
    const { functionName, qualifier } = inputs;
    return { id: qualifier === undefined ? String(functionName) : `${functionName}:${qualifier}`, outputs: inputs };
  };
  return {
    type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    check: ({ destinationConfig }) =>
      ["onFailure", "onSuccess"].flatMap((property) => {
        const arn = destinationOf(destinationConfig, property);
        if (arn === undefined || (isTarget(arn) && !isBus(arn))) return [];
        const reason = `${arn} is not emulated by the local cloud as a destination of events`;
        return [{ property: `destinationConfig.${property}`, reason }];
      }),
    create: declare,
    update: async (_, inputs) => (await declare(inputs)).outputs,
    async read(id) {
      const { name, qualifier } = parseFunctionName(id);
      const config = functions.eventConfig(name, qualifier);
      return config && shown(config, qualifier);
    },
    async delete(id) {
      const { name, qualifier } = parseFunctionName(id);
      await functions.removeEventConfig(name, qualifier);
    },
  };
};

const destinationOf = (config: unknown, property: string): string | undefined =>
  (config as Record<string, { destination?: string } | undefined> | undefined)?.[property]?.destination;

const configOf = (inputs: Properties): EventConfig => {
  const { name, qualifier = inputs.qualifier } = parseFunctionName(String(inputs.functionName));
  const [onFailure, onSuccess] = ["onFailure", "onSuccess"].map((kind) =>
    destinationOf(inputs.destinationConfig, kind),
  );
  return {
    functionName: name,
    qualifier: qualifier === undefined ? "$LATEST" : String(qualifier),
    ...(inputs.maximumRetryAttempts !== undefined && { retries: Number(inputs.maximumRetryAttempts) }),
    ...(inputs.maximumEventAgeInSeconds !== undefined && { maxAgeSeconds: Number(inputs.maximumEventAgeInSeconds) }),
    ...(onFailure !== undefined && { onFailure }),
    ...(onSuccess !== undefined && { onSuccess }),
  };
};

const shown = (config: EventConfig, qualifier: string | undefined): Properties => {
  const { functionName, retries = 2, maxAgeSeconds, onFailure, onSuccess } = config;
  return {
    functionName,
    ...(qualifier !== undefined && { qualifier }),
    maximumRetryAttempts: retries,
    ...(maxAgeSeconds !== undefined && { maximumEventAgeInSeconds: maxAgeSeconds }),
    ...((onFailure ?? onSuccess) !== undefined && {
      destinationConfig: {
        ...(onFailure !== undefined && { onFailure: { destination: onFailure } }),
        ...(onSuccess !== undefined && { onSuccess: { destination: onSuccess } }),
      },
    }),
  };
};
