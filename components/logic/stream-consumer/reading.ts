import { ArgsError } from "../../core/args/args-error";
import { type Duration, toDuration, toSeconds } from "../../core/args/duration";
import { wholeNumber } from "../../core/args/whole-number";
import type { StreamFacts } from "../../core/stream-source";
import type { Queue } from "../../messaging/queue/queue";
import type { FilterPattern } from "../filter-pattern/filter-pattern";
import type { StartingPosition, StreamReading } from "./args";
import { checkFilter } from "./filter";

/** Checked, complete and in the units of AWS. */
export interface ReadingSettings {
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly parallelization: number;
  readonly filter: readonly FilterPattern[];
  readonly startingPosition: StartingPosition;
  readonly onFailure: Queue | undefined;
  /** -1 for no end, as Lambda says it. */
  readonly retries: number;
  /** -1 for no limit. */
  readonly maxRecordAgeSeconds: number;
  readonly bisect: boolean;
  readonly tumblingWindowSeconds: number | undefined;
}

const NO_END = -1;

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html (read 2026-11)
 */
const MAX = { batch: 10_000, parallelization: 10, retries: 10_000 } as const;

const DEFAULT_RETRIES = 10;

/** How long a table's stream keeps records; Kinesis keeps them as long as its owner says. */
const TABLE_RECORDS_SECONDS = 86_400;

/** @throws {ArgsError} for values that AWS would refuse, and for records that would be lost without a word. */
export const readingSettings = (name: string, stream: StreamFacts, args: StreamReading): ReadingSettings => {
  const { batch: { size = 100, window = "0 seconds" } = {}, parallelization = 1, filter = [], bisect = true } = args;
  const { startingPosition = "trim horizon", onFailure, tumblingWindow } = args;
  checkGivenUp(name, args);
  checkFilter(name, stream, filter);
  return {
    batchSize: wholeNumber(name, "batch.size", size, 1, MAX.batch),
    windowSeconds: toSeconds(name, "batch.window", window, { max: "5 minutes" }),
    parallelization: wholeNumber(name, "parallelization", parallelization, 1, MAX.parallelization),
    filter,
    startingPosition: checkedPosition(name, stream, startingPosition),
    onFailure: onFailure === "discard" ? undefined : onFailure,
    retries: retriesOf(name, args),
    maxRecordAgeSeconds: recordAge(name, stream, args),
    bisect,
    tumblingWindowSeconds:
      tumblingWindow === undefined
        ? undefined
        : toSeconds(name, "tumblingWindow", tumblingWindow, { min: "1 second", max: "15 minutes" }),
  };
};

const checkGivenUp = (name: string, { onFailure, retries, maxRecordAge }: StreamReading): void => {
  const [path] = Object.entries({ retries, maxRecordAge }).find(([, value]) => value !== undefined) ?? [];
  if (path !== undefined && onFailure === undefined)
    throw new ArgsError(
      name,
      path,
      'must be absent without onFailure: what is given up would be lost without a word; name a Queue, or "discard"',
    );
};

const retriesOf = (name: string, { onFailure, retries }: StreamReading): number => {
  if (onFailure === undefined) return NO_END;
  return wholeNumber(name, "retries", retries ?? DEFAULT_RETRIES, 0, MAX.retries);
};

const recordAge = (name: string, { kind }: StreamFacts, { maxRecordAge }: StreamReading): number => {
  if (maxRecordAge === undefined) return NO_END;
  const seconds = toSeconds(name, "maxRecordAge", maxRecordAge, { min: "1 minute", max: "7 days" });
  if (kind === "dynamodb" && seconds >= TABLE_RECORDS_SECONDS)
    throw new ArgsError(
      name,
      "maxRecordAge",
      `must be below "${toDuration(TABLE_RECORDS_SECONDS)}", when a table's stream forgets its records (it is "${maxRecordAge}")`,
    );
  return seconds;
};

const checkedPosition = (name: string, { kind }: StreamFacts, position: StartingPosition): StartingPosition => {
  if (typeof position === "string") return position;
  if (kind === "dynamodb")
    throw new ArgsError(
      name,
      "startingPosition",
      'must be "trim horizon" or "latest": a table\'s stream knows no times',
    );
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(position.at) || Number.isNaN(Date.parse(position.at)))
    throw new ArgsError(
      name,
      "startingPosition.at",
      `must be a time in ISO 8601, "2026-11-22T10:00:00Z" (it is ${JSON.stringify(position.at)})`,
    );
  return position;
};

/**
 * The age above which an alarm goes off.
 *
 * @throws {ArgsError} for one that no record reaches.
 */
export const alarmAge = (
  name: string,
  { kind }: StreamFacts,
  { maxRecordAgeSeconds }: ReadingSettings,
  maxAge: Duration | undefined,
): number => {
  const kept = [
    ...(maxRecordAgeSeconds === NO_END ? [] : [maxRecordAgeSeconds]),
    ...(kind === "dynamodb" ? [TABLE_RECORDS_SECONDS] : []),
  ];
  const most = Math.min(...kept);
  if (maxAge === undefined) return Math.min(DEFAULT_MAX_AGE_SECONDS, Math.floor(most / 2));
  const seconds = toSeconds(name, "alarms.maxAge", maxAge, { min: "1 minute" });
  if (seconds < most) return seconds;
  throw new ArgsError(
    name,
    "alarms.maxAge",
    `must be below "${toDuration(most)}", after which there is no such record any more (it is "${maxAge}")`,
  );
};

const DEFAULT_MAX_AGE_SECONDS = 900;
