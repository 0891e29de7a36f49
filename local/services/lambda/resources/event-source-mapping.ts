import type { Cloud } from "../../../cloud/cloud";
import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { AskedMapping } from "../event-sources/asked-mapping";
import type { MappingRecord } from "../event-sources/mapping";
import { mappingProblems, mappingSettings } from "../event-sources/mapping-settings";
import type { Mappings } from "../event-sources/mappings";
import type { Functions } from "../functions";

const TYPE = "aws:lambda/eventSourceMapping:EventSourceMapping";

export const eventSourceMappingType = (cloud: Cloud, functions: Functions, mappings: Mappings): ResourceType => {
  const declare = async (uuid: string, inputs: Properties): Promise<Properties> => {
    const { arn } = functions.resolve(String(inputs.functionName));
    const settings = mappingSettings(askedOf(inputs), mappings.sources);
    const mapping: MappingRecord = { ...settings, uuid, functionArn: arn, modifiedAt: cloud.clock.now() };
    mappings.check(mapping);
    await mappings.put(mapping);
    const { batchSize, windowSeconds, enabled } = mapping;
    const state = enabled ? "Enabled" : "Disabled";
    return {
      ...inputs,
      functionArn: arn,
      batchSize,
      maximumBatchingWindowInSeconds: windowSeconds,
      enabled,
      state,
      uuid,
    };
  };
  return {
    type: TYPE,
    check: (inputs) => violations(inputs, mappings),
    async create(inputs, context) {
      const { id, outputs } = recorded(TYPE, inputs, context);
      return { id, outputs: { ...outputs, ...(await declare(id, inputs)) } };
    },
    update: async (id, inputs, olds) => ({ ...olds.outputs, ...(await declare(id, inputs)) }),
    delete: (id) => mappings.remove(id),
  };
};

/** The provider writes the members of the API in camel case. */
const askedOf = (inputs: Properties): AskedMapping => inputs;

/** Settings of other event sources, and those that are not emulated. */
const REFUSED = [
  ...["amazonManagedKafkaEventSourceConfig", "documentDbEventSourceConfig", "provisionedPollerConfig", "queues"],
  ...["selfManagedEventSource", "selfManagedKafkaEventSourceConfig", "sourceAccessConfigurations", "topics"],
];

const violations = (inputs: Properties, { sources }: Mappings) => [
  ...REFUSED.filter((property) => inputs[property] !== undefined).map((property) => ({
    property,
    reason: "is not emulated by the local cloud",
  })),
  ...mappingProblems(askedOf(inputs), sources).map(({ member, message, outOfRange }) => ({
    property: member,
    reason: outOfRange ? `${message} (it is ${outOfRange.value})` : message,
  })),
];
