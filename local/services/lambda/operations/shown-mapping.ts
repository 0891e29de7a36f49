import type { Cloud } from "../../../cloud/cloud";
import type { MappingRecord } from "../event-sources/mapping";

type State = "Creating" | "Updating" | "Deleting" | "Disabling" | "Enabled" | "Disabled";

export const mappingArn = ({ partition, region, account }: Cloud, uuid: string): string =>
  `arn:${partition}:lambda:${region}:${account}:event-source-mapping:${uuid}`;

/** A mapping as answers show it. fidelity: observed: recordings of queues and streams as event sources */
export const shownMapping = (cloud: Cloud, mapping: MappingRecord, state?: State) => {
  const { uuid, stream, filters, modifiedAt = 0 } = mapping;
  return {
    UUID: uuid,
    EventSourceArn: mapping.eventSourceArn,
    EventSourceMappingArn: mappingArn(cloud, uuid),
    FunctionArn: mapping.functionArn,
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.windowSeconds,
    FunctionResponseTypes: mapping.reportsFailures ? ["ReportBatchItemFailures"] : [],
    LastModified: modifiedAt / 1000,
    State: state ?? (mapping.enabled ? "Enabled" : "Disabled"),
    StateTransitionReason: stream ? "User action" : "USER_INITIATED",
    ...(filters.length > 0 ? { FilterCriteria: { Filters: filters.map((Pattern) => ({ Pattern })) } } : {}),
    ...(mapping.maximumConcurrency ? { ScalingConfig: { MaximumConcurrency: mapping.maximumConcurrency } } : {}),
    ...(stream && {
      BisectBatchOnFunctionError: stream.bisectOnError,
      DestinationConfig: { OnFailure: stream.onFailure ? { Destination: stream.onFailure } : {} },
      LastProcessingResult: "No records processed",
      MaximumRecordAgeInSeconds: stream.maximumAgeSeconds,
      MaximumRetryAttempts: stream.maximumRetries,
      ParallelizationFactor: stream.parallelizationFactor,
      StartingPosition: stream.startingPosition,
      ...(stream.startingTimestamp === undefined ? {} : { StartingPositionTimestamp: stream.startingTimestamp / 1000 }),
      TumblingWindowInSeconds: 0,
    }),
  };
};
