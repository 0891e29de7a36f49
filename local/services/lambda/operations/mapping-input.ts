import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { ServiceError } from "../../../wire/service-error";
import { invalidParameter } from "../errors";
import type { AskedMapping } from "../event-sources/asked-mapping";
import type { MappingRecord } from "../event-sources/mapping";
import { mappingProblems } from "../event-sources/mapping-settings";
import type { Sources } from "../event-sources/sources";

const Flag = z.boolean().optional();
const Whole = z.number().int().optional();

/** What CreateEventSourceMapping and UpdateEventSourceMapping have in common; values are looked at with the source. */
export const MappingSettings = {
  BatchSize: Whole,
  BisectBatchOnFunctionError: Flag,
  DestinationConfig: z
    .object({ OnFailure: z.object({ Destination: z.string().optional() }).optional(), OnSuccess: withoutEffect({}) })
    .optional(),
  Enabled: Flag,
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string().optional() })).optional() }).optional(),
  FunctionResponseTypes: z.array(z.enum(["ReportBatchItemFailures"])).optional(),
  MaximumBatchingWindowInSeconds: Whole,
  MaximumRecordAgeInSeconds: Whole,
  MaximumRetryAttempts: Whole,
  ParallelizationFactor: Whole,
  ScalingConfig: z.object({ MaximumConcurrency: Whole }).optional(),
  TumblingWindowInSeconds: Whole,
};

export const StartingSettings = {
  EventSourceArn: z.string().optional(),
  StartingPosition: z.string().optional(),
  StartingPositionTimestamp: z.number().optional(),
};

/** Members in camel case, as programs write them. */
export const askedOf = (input: unknown): AskedMapping => camel(input) as AskedMapping; // of the schemas above

const camel = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name.charAt(0).toLowerCase() + name.slice(1), camel(member)]),
  );
};

/** What a mapping was asked for with, so that an update changes only what it names. */
export const askedBefore = (mapping: MappingRecord, functionName: string): AskedMapping => {
  const { stream } = mapping;
  return {
    functionName,
    eventSourceArn: mapping.eventSourceArn,
    batchSize: mapping.batchSize,
    maximumBatchingWindowInSeconds: mapping.windowSeconds,
    enabled: mapping.enabled,
    filterCriteria: { filters: mapping.filters.map((pattern) => ({ pattern })) },
    functionResponseTypes: mapping.reportsFailures ? ["ReportBatchItemFailures"] : [],
    ...(mapping.maximumConcurrency ? { scalingConfig: { maximumConcurrency: mapping.maximumConcurrency } } : {}),
    ...(stream && {
      startingPosition: stream.startingPosition,
      ...(stream.startingTimestamp === undefined ? {} : { startingPositionTimestamp: stream.startingTimestamp / 1000 }),
      maximumRetryAttempts: stream.maximumRetries,
      maximumRecordAgeInSeconds: stream.maximumAgeSeconds,
      bisectBatchOnFunctionError: stream.bisectOnError,
      parallelizationFactor: stream.parallelizationFactor,
      ...(stream.onFailure ? { destinationConfig: { onFailure: { destination: stream.onFailure } } } : {}),
    }),
  };
};

/** @throws {ServiceError} in Lambda's words, for what is asked for and cannot be */
export const refuseProblems = (asked: AskedMapping, sources: Sources): void => {
  const [first] = mappingProblems(asked, sources);
  if (!first) return;
  const { member, message, outOfRange } = first;
  if (!outOfRange) throw invalidParameter(message);
  const shown = outOfRange.value === undefined ? "Value null" : `Value '${outOfRange.value}'`;
  throw new ServiceError(
    "ValidationException",
    `1 validation error detected: ${shown} at '${member}' failed to satisfy constraint: ${message}`,
  );
};
