import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { toSeconds } from "../../core/args/duration";
import { type KeySettings, keySettings } from "../../core/args/encryption";
import { checkTags, type Tags } from "../../core/args/tags";
import { wholeNumber } from "../../core/args/whole-number";
import { type Plan, planned } from "../../core/component/plan";
import { type StreamArgs, streamArgs } from "./args";
import type { StreamTransform } from "./children";

interface Settings extends KeySettings {
  /** `undefined`: on demand. */
  readonly shards: number | undefined;
  readonly retentionHours: number;
  readonly protected: boolean;
  readonly tags: Tags;
  readonly transform: StreamTransform | undefined;
}

/** A stream's arguments, checked and in the units of AWS. */
export type StreamPlan = Plan<"Stream", Settings>;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html (read 2026-11) */
const MOST_SHARDS = 10_000;

const HOUR_SECONDS = 3_600;

/** @throws {ArgsError} for a value that Kinesis would refuse. */
export const planStream = (name: string, args: StreamArgs | StreamPlan = {}): StreamPlan =>
  planned("Stream", name, args, (given: StreamArgs) => settings(name, given));

const settings = (name: string, args: StreamArgs): Settings => {
  checkArgs(name, args, streamArgs);
  const {
    shards = "on demand",
    retention = "24 hours",
    encryption = "aws",
    protection = "protected",
    tags = {},
  } = args;
  if (shards !== "on demand") wholeNumber(name, "shards", shards, 1, MOST_SHARDS);
  checkTags(name, tags);
  const seconds = toSeconds(name, "retention", retention, { min: "24 hours", max: "365 days" });
  if (seconds % HOUR_SECONDS !== 0)
    throw new ArgsError(name, "retention", `must be whole hours (it is "${retention}")`);
  return {
    shards: shards === "on demand" ? undefined : shards,
    retentionHours: seconds / HOUR_SECONDS,
    ...keySettings(encryption),
    protected: protection === "protected",
    tags,
    transform: args.transform,
  };
};
