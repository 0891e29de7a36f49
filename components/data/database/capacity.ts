import { ArgsError } from "../../core/args/args-error";
import { type Duration, toSeconds } from "../../core/args/duration";

/** In Aurora capacity units of about 2 GiB of memory each, billed by the second. */
export interface DatabaseCapacity {
  /** 0 to 256 ACU in steps of 0.5. With 0 the cluster pauses; the first connection then waits about 15 seconds. */
  readonly min: number;
  /** 1 to 256 ACU in steps of 0.5. */
  readonly max: number;
  /** Without connections for so long, the cluster pauses: 5 minutes to 1 day, with `min` 0 only. @default "5 minutes" */
  readonly pauseAfter?: Duration;
}

export interface CapacitySettings {
  readonly min: number;
  readonly max: number;
  /** `undefined` for a cluster that never pauses. */
  readonly pauseAfterSeconds: number | undefined;
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html */
const ACU = { step: 0.5, maxAtLeast: 1, maxAtMost: 256 } as const;

const PAUSE = { min: "5 minutes", max: "1 day" } as const;

/** @throws {ArgsError} for a range that AWS would refuse. */
export const checkedCapacity = (name: string, { min, max, pauseAfter }: DatabaseCapacity): CapacitySettings => {
  for (const [path, value] of Object.entries({ min, max }))
    if (!Number.isInteger(value / ACU.step) || value < 0)
      throw new ArgsError(name, `capacity.${path}`, `must be a multiple of half an ACU: 0, 0.5, 1 … (it is ${value})`);
  if (max < ACU.maxAtLeast || max > ACU.maxAtMost)
    throw new ArgsError(name, "capacity.max", `must be ${ACU.maxAtLeast} to ${ACU.maxAtMost} ACU (it is ${max})`);
  if (min > max)
    throw new ArgsError(name, "capacity.min", `must not be over capacity.max (it is ${min}, capacity.max is ${max})`);
  if (min === 0)
    return { min, max, pauseAfterSeconds: toSeconds(name, "capacity.pauseAfter", pauseAfter ?? "5 minutes", PAUSE) };
  if (pauseAfter !== undefined)
    throw new ArgsError(
      name,
      "capacity.pauseAfter",
      `must be absent, or capacity.min be 0: only then the cluster pauses (it is "${pauseAfter}", capacity.min is ${min})`,
    );
  return { min, max, pauseAfterSeconds: undefined };
};
