import { ArgsError } from "../../core/args/args-error";
import { toSeconds } from "../../core/args/duration";
import type { SecretRotation } from "./args";

/** When a secret is rotated, in the words of Secrets Manager. */
export interface RotationSchedule {
  readonly scheduleExpression: string;
  readonly duration?: string;
}

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** @throws {ArgsError} for a schedule that Secrets Manager refuses; what a cron expression says is for it to read. */
export const rotationSchedule = (
  name: string,
  { every, at, window }: Pick<SecretRotation, "at" | "every" | "window">,
): RotationSchedule => {
  if (every !== undefined && at !== undefined)
    throw new ArgsError(name, "rotation.at", "must not be there beside every: either says when; leave one out");
  const duration = window === undefined ? {} : { duration: `${windowHours(name, window)}h` };
  if (at === undefined) return { scheduleExpression: rate(name, every ?? "30 days"), ...duration };
  if (!/^cron\(0( [^ ()]+){5}\)$/.test(at))
    throw new ArgsError(
      name,
      "rotation.at",
      `must be "cron(0 hours day-of-month month day-of-week *)", "cron(0 16 1,15 * ? *)" (it is ${JSON.stringify(at)})`,
    );
  return { scheduleExpression: at, ...duration };
};

const rate = (name: string, every: NonNullable<SecretRotation["every"]>): string => {
  const seconds = toSeconds(name, "rotation.every", every, { min: "4 hours", max: "999 days" });
  if (seconds % DAY === 0) return `rate(${plural(seconds / DAY, "day")})`;
  if (seconds % HOUR === 0) return `rate(${plural(seconds / HOUR, "hour")})`;
  throw new ArgsError(name, "rotation.every", `must be whole hours, or whole days (it is "${every}")`);
};

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

const windowHours = (name: string, window: NonNullable<SecretRotation["window"]>): number => {
  const seconds = toSeconds(name, "rotation.window", window, { min: "1 hour", max: "1 day" });
  if (seconds % HOUR === 0) return seconds / HOUR;
  throw new ArgsError(name, "rotation.window", `must be whole hours (it is "${window}")`);
};
