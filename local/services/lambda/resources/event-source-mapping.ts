import type { Cloud } from "../../../cloud/cloud";
import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { AskedMapping } from "../event-sources/asked-mapping";
import type { MappingRecord, StreamSettings } from "../event-sources/mapping";
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
    return { ...inputs, ...shown(mapping) };
  };
  return {
    type: TYPE,
    check: (inputs) => violations(inputs, mappings),
    async create(inputs, context) {
      const { id, outputs } = recorded(TYPE, inputs, context);
      return { id, outputs: { ...outputs, ...(await declare(id, inputs)) } };
    },
    update: async (id, inputs, olds) => ({ ...olds.outputs, ...(await declare(id, inputs)) }),
    async read(id, { functionName }) {
      const mapping = mappings.find(id);
      return mapping && { functionName: functionName ?? mapping.functionArn, ...shown(mapping) };
    },
    delete: (id) => mappings.remove(id),
  };
};

const shown = ({ uuid, functionArn, eventSourceArn, enabled, batchSize, stream, ...mapping }: MappingRecord) => ({
  uuid,
  functionArn,
  eventSourceArn,
  enabled,
  batchSize,
  state: enabled ? "Enabled" : "Disabled",
  maximumBatchingWindowInSeconds: mapping.windowSeconds,
  functionResponseTypes: mapping.reportsFailures ? ["ReportBatchItemFailures"] : [],
  ...(mapping.maximumConcurrency !== undefined && {
    scalingConfig: { maximumConcurrency: mapping.maximumConcurrency },
  }),
  ...(mapping.filters.length > 0 && { filterCriteria: { filters: mapping.filters.map((pattern) => ({ pattern })) } }),
  ...(stream && shownStream(stream)),
});

const shownStream = ({ startingTimestamp: time, onFailure, ...stream }: StreamSettings): Properties => ({
  startingPosition: stream.startingPosition,
  ...(time !== undefined && { startingPositionTimestamp: new Date(time).toISOString().replace(/\.\d+Z$/, "Z") }),
  parallelizationFactor: stream.parallelizationFactor,
  bisectBatchOnFunctionError: stream.bisectOnError,
  maximumRetryAttempts: stream.maximumRetries,
  maximumRecordAgeInSeconds: stream.maximumAgeSeconds,
  ...(onFailure !== undefined && { destinationConfig: { onFailure: { destinationArn: onFailure } } }),
});

/** The provider writes the members of the API in camel case. */
const askedOf = (inputs: Properties): AskedMapping => inputs;

/** Settings of other event sources, and those that are not emulated. */
const REFUSED = [
  "amazonManagedKafkaEventSourceConfig",
  "documentDbEventSourceConfig",
  "provisionedPollerConfig",
  "queues",
  "selfManagedEventSource",
  "selfManagedKafkaEventSourceConfig",
  "sourceAccessConfigurations",
  "topics",
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
