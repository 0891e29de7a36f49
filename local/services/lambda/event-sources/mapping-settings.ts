import { PatternError } from "../../../languages/event-patterns/pattern-error";
import type { AskedMapping } from "./asked-mapping";
import { compileFilter } from "./compile-filter";
import type { EventSource } from "./event-source";
import type { MappingRecord, StreamSettings } from "./mapping";
import { type Sources, sourceOf } from "./sources";

/** What is wrong with a mapping that is asked for, in Lambda's words. */
export interface MappingProblem {
  /** `scalingConfig.maximumConcurrency`. */
  readonly member: string;
  readonly message: string;
  /** The member's value, where it is none that the API's model allows. */
  readonly outOfRange?: { readonly value: unknown };
}

/** All but the id of a mapping, where what is asked for has no problem. */
export const mappingSettings = (
  asked: AskedMapping,
  sources: Sources,
): Omit<MappingRecord, "uuid" | "functionArn" | "modifiedAt"> => {
  const eventSourceArn = asked.eventSourceArn ?? "";
  const source = sourceOf(sources, eventSourceArn);
  return {
    eventSourceArn,
    batchSize: asked.batchSize ?? source?.defaultBatchSize ?? 1,
    windowSeconds: asked.maximumBatchingWindowInSeconds ?? 0,
    maximumConcurrency: asked.scalingConfig?.maximumConcurrency,
    reportsFailures: asked.functionResponseTypes?.includes("ReportBatchItemFailures") ?? false,
    filters: patternsOf(asked),
    enabled: asked.enabled !== false,
    ...(source?.reads === "stream" ? { stream: streamSettings(asked) } : {}),
  };
};

const patternsOf = ({ filterCriteria }: AskedMapping): string[] =>
  (filterCriteria?.filters ?? []).flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern]));

// fidelity: docs: CreateEventSourceMapping, defaults of streams
const streamSettings = (asked: AskedMapping): StreamSettings => {
  const { startingPositionTimestamp: time } = asked;
  const onFailure = destinationOf(asked);
  return {
    startingPosition: (asked.startingPosition ?? "TRIM_HORIZON") as StreamSettings["startingPosition"], // checked
    ...(time === undefined ? {} : { startingTimestamp: typeof time === "number" ? time * 1000 : Date.parse(time) }),
    parallelizationFactor: asked.parallelizationFactor ?? 1,
    bisectOnError: asked.bisectBatchOnFunctionError ?? false,
    maximumRetries: asked.maximumRetryAttempts ?? -1,
    maximumAgeSeconds: asked.maximumRecordAgeInSeconds ?? -1,
    ...(onFailure ? { onFailure } : {}),
  };
};

/** The provider names it otherwise. */
const destinationOf = ({ destinationConfig }: AskedMapping): string | undefined =>
  destinationConfig?.onFailure?.destination ?? destinationConfig?.onFailure?.destinationArn;

/** Everything that is wrong with it, so far as it can be told without looking at source and function. */
export const mappingProblems = (asked: AskedMapping, sources: Sources): readonly MappingProblem[] => {
  const source = sourceOf(sources, asked.eventSourceArn ?? "");
  if (!source) return [{ member: "eventSourceArn", message: "Unrecognized event source." }];
  const found: MappingProblem[] = [...rangeProblems(asked, source)];
  const refuse = (member: string, message: string) => void found.push({ member, message });
  if (source.reads === "queue") queueProblems(asked, refuse);
  else streamProblems(asked, refuse);
  for (const pattern of patternsOf(asked)) {
    try {
      compileFilter(pattern);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      // fidelity: observed: the first sentence is all that CreateEventSourceMapping says of what is no JSON object
      const why = pattern.trim().startsWith("{") ? ` ${error.message}` : "";
      refuse("filterCriteria", `Invalid filter pattern definition.${why}`);
    }
  }
  return found;
};

type Refuse = (member: string, message: string) => void;

// fidelity: docs: CreateEventSourceMapping, valid ranges
const rangeProblems = (asked: AskedMapping, { reads }: EventSource): readonly MappingProblem[] => {
  const found: MappingProblem[] = [];
  const whole = (member: string, value: number | undefined, min: number, max: number) => {
    if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return;
    const end = value > max ? `less than or equal to ${max}` : `greater than or equal to ${min}`;
    found.push({ member, message: `Member must have value ${end}`, outOfRange: { value } });
  };
  whole("batchSize", asked.batchSize, 1, 10_000);
  whole("maximumBatchingWindowInSeconds", asked.maximumBatchingWindowInSeconds, 0, 300);
  whole("scalingConfig.maximumConcurrency", asked.scalingConfig?.maximumConcurrency, 2, 1_000);
  whole("maximumRetryAttempts", asked.maximumRetryAttempts, -1, 10_000);
  whole("parallelizationFactor", asked.parallelizationFactor, 1, 10);
  whole("maximumRecordAgeInSeconds", asked.maximumRecordAgeInSeconds, -1, 604_800);
  whole("tumblingWindowInSeconds", asked.tumblingWindowInSeconds, 0, 900);
  const positions = ["LATEST", "AT_TIMESTAMP", "TRIM_HORIZON"];
  const { startingPosition: position } = asked;
  if (position !== undefined && !positions.includes(position)) {
    const message = `Member must satisfy enum value set: [${positions.join(", ")}]`;
    found.push({ member: "startingPosition", message, outOfRange: { value: position } });
  } else if (position === undefined && reads === "stream") {
    found.push({ member: "startingPosition", message: "Member must not be null.", outOfRange: { value: undefined } });
  }
  return found;
};

const STREAM_MEMBERS = [
  "bisectBatchOnFunctionError",
  "maximumRecordAgeInSeconds",
  "maximumRetryAttempts",
  "parallelizationFactor",
  "tumblingWindowInSeconds",
  "destinationConfig",
] as const satisfies readonly (keyof AskedMapping)[];

// fidelity: observed: the texts of CreateEventSourceMapping; guess: those of stream settings on a queue
const queueProblems = (asked: AskedMapping, refuse: Refuse): void => {
  const { eventSourceArn = "", batchSize = 10, maximumBatchingWindowInSeconds: windowSeconds = 0 } = asked;
  const fifo = eventSourceArn.endsWith(".fifo");
  if (asked.startingPosition !== undefined || asked.startingPositionTimestamp !== undefined) {
    refuse("startingPosition", "StartingPosition is not valid for SQS event sources.");
  }
  for (const member of STREAM_MEMBERS) {
    if (asked[member] !== undefined)
      refuse(member, `Unsupported ${member} parameter for given event source mapping type.`);
  }
  if (fifo && batchSize > 10) refuse("batchSize", "Batch size must be less than or equal to 10 for FIFO queues.");
  if (fifo && windowSeconds > 0) {
    refuse("maximumBatchingWindowInSeconds", "Batching window is not supported for FIFO queues");
  } else if (!fifo && batchSize > 10 && windowSeconds === 0) {
    const message = "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10";
    refuse("maximumBatchingWindowInSeconds", message);
  }
};

// fidelity: observed: the texts of CreateEventSourceMapping, of starting positions and their timestamps
const streamProblems = (asked: AskedMapping, refuse: Refuse): void => {
  const { startingPosition: position, startingPositionTimestamp: time, maximumRecordAgeInSeconds: age = -1 } = asked;
  if (position !== "AT_TIMESTAMP" && time !== undefined) {
    refuse("startingPositionTimestamp", "Timestamp only valid with StartingPosition AT_TIMESTAMP");
  }
  if (position === "AT_TIMESTAMP" && asked.eventSourceArn?.includes(":dynamodb:")) {
    refuse("startingPosition", `Unsupported starting position for arn type: ${asked.eventSourceArn}`);
  } else if (position === "AT_TIMESTAMP" && time === undefined) {
    refuse("startingPositionTimestamp", "StartingPositionTimestamp is required with StartingPosition AT_TIMESTAMP");
  }
  if (age !== -1 && age < 60) {
    refuse("maximumRecordAgeInSeconds", "MaximumRecordAgeInSeconds must be -1 or between 60 and 604800");
  }
  if (asked.tumblingWindowInSeconds)
    refuse("tumblingWindowInSeconds", "tumbling windows are not emulated by the local cloud");
  if (asked.scalingConfig) refuse("scalingConfig", "ScalingConfig is only supported for Amazon SQS event sources.");
  const destination = destinationOf(asked);
  if (destination !== undefined && !/^arn:[^:]+:(sqs|sns|s3):/.test(destination)) {
    refuse("destinationConfig", "The provided destination is not a queue, a topic or a bucket");
  }
};
