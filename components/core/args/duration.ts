import { ArgsError } from "./args-error";

const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const;

type DurationUnit = keyof typeof SECONDS;

/** A length of time in words, whole numbers only: `"30 seconds"`, `"5 minutes"`, `"1 hour"`, `"14 days"`. */
export type Duration = `${number} ${DurationUnit}` | `${number} ${DurationUnit}s`;

/** Both ends included. */
export interface DurationBounds {
  readonly min?: Duration;
  readonly max?: Duration;
}

/**
 * The exact number of seconds.
 *
 * @throws {ArgsError} when `value` is no whole number of a unit, or out of bounds.
 */
export const toSeconds = (component: string, path: string, value: Duration, bounds: DurationBounds = {}): number => {
  const seconds = parse(value);
  if (seconds === undefined)
    throw new ArgsError(
      component,
      path,
      `must be a whole number and a unit such as "30 seconds", "5 minutes", "1 hour" or "14 days" (it is ${JSON.stringify(value)})`,
    );
  const { min, max } = bounds;
  if (min !== undefined && seconds < bound(min))
    throw new ArgsError(component, path, `must be at least "${min}" (it is "${value}")`);
  if (max !== undefined && seconds > bound(max))
    throw new ArgsError(component, path, `must be at most "${max}" (it is "${value}")`);
  return seconds;
};

/**
 * The exact number of days, for settings that AWS counts in days.
 *
 * @throws {ArgsError} when `value` is not a whole number of days, or out of bounds.
 */
export const toDays = (component: string, path: string, value: Duration, bounds: DurationBounds = {}): number => {
  const days = toSeconds(component, path, value, bounds) / SECONDS.day;
  if (!Number.isInteger(days))
    throw new ArgsError(component, path, `must be a whole number of days (it is "${value}")`);
  return days;
};

/** Seconds in the largest unit that keeps them exact: `5400` -> `"90 minutes"`. */
export const toDuration = (seconds: number): Duration => {
  const units: readonly DurationUnit[] = ["day", "hour", "minute"];
  const unit = units.find((candidate) => seconds !== 0 && seconds % SECONDS[candidate] === 0) ?? "second";
  const count = seconds / SECONDS[unit];
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
};

const PATTERN = /^(0|[1-9]\d*) (second|minute|hour|day)s?$/;

const parse = (value: unknown): number | undefined => {
  const [, count, unit] = (typeof value === "string" && PATTERN.exec(value)) || [];
  // The pattern admits no other unit.
  const seconds = Number(count) * SECONDS[unit as DurationUnit];
  return Number.isSafeInteger(seconds) ? seconds : undefined;
};

const bound = (value: Duration): number => {
  const seconds = parse(value);
  if (seconds === undefined) throw new Error(`the bound ${JSON.stringify(value)} is no duration`);
  return seconds;
};
