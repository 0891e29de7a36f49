import { next, parse } from "aws-cron-parser";
import { invalidParameter } from "../errors";

/** How a secret is rotated. Times are milliseconds since the epoch. */
export interface RotationSettings {
  readonly enabled: boolean;
  readonly functionArn: string;
  readonly rules?: RotationRules | undefined;
  readonly lastAt?: number;
  /** When the next one begins, and the last moment at which it may. */
  readonly next?: { readonly from: number; readonly until: number };
}

/** As RotateSecret takes them. */
export interface RotationRules {
  readonly AutomaticallyAfterDays?: number | undefined;
  /** `3h`. */
  readonly Duration?: string | undefined;
  /** `rate(10 days)`, `cron(0 16 1,15 * ? *)`. */
  readonly ScheduleExpression?: string | undefined;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Schedule {
  /** The first window that opens after `after`. */
  readonly nextFrom: (after: number) => number;
  /** Hours between two windows; whole days where the schedule has none. */
  readonly hours: number;
}

const schedule = (rules: RotationRules): Schedule | undefined => {
  const { AutomaticallyAfterDays: days, ScheduleExpression: expression } = rules;
  if (days !== undefined) return everyDays(days);
  if (expression === undefined) return undefined;
  const [, kind, inner = ""] = /^(rate|cron)\((.*)\)$/.exec(expression) ?? [];
  if (kind === "rate") return rate(inner);
  if (kind === "cron") return cron(inner);
  throw invalidParameter(`Invalid ScheduleExpression: ${expression}.`);
};

// fidelity: docs: "Rotation schedules": windows of a rate in days start at midnight, UTC
const everyDays = (days: number): Schedule => ({
  nextFrom: (after) => Math.floor(after / DAY_MS) * DAY_MS + days * DAY_MS,
  hours: days * 24,
});

// fidelity: docs: "Rotation schedules": windows start on the hour; 4 hours at least, 999 days at most
const rate = (text: string): Schedule => {
  const [, digits = "", unit] = /^(\d+) (hours?|days?)$/.exec(text.trim()) ?? [];
  const value = Number(digits);
  if (unit?.startsWith("day") && value >= 1 && value <= 999) return everyDays(value);
  if (unit?.startsWith("hour") && value >= 4 && value <= 999 * 24) {
    return { nextFrom: (after) => Math.floor(after / HOUR_MS) * HOUR_MS + value * HOUR_MS, hours: value };
  }
  throw invalidParameter(
    `Invalid ScheduleExpression: rate(${text}). A rate is a number of hours, at least 4, or of days, at most 999.`,
  );
};

// fidelity: docs: "Rotation schedules", cron expressions: minutes are 0, years are *, one of the days is ?
const cron = (text: string): Schedule => {
  const fields = text.trim().split(/\s+/);
  const [minutes, , dayOfMonth, , dayOfWeek, year] = fields;
  const read = fields.length === 6 && (dayOfMonth === "?") !== (dayOfWeek === "?") ? parsed(text.trim()) : undefined;
  if (!read || minutes !== "0" || year !== "*") {
    throw invalidParameter(
      `Invalid ScheduleExpression: cron(${text}). Minutes are 0, years are *, and one of day-of-month and day-of-week is ?.`,
    );
  }
  const nextFrom = (after: number) => next(read, new Date(after))?.getTime() ?? Number.POSITIVE_INFINITY;
  const hours = narrowestHours(nextFrom);
  if (hours < 4) {
    throw invalidParameter(`Invalid ScheduleExpression: cron(${text}). A secret can be rotated every 4 hours at most.`);
  }
  return { nextFrom, hours };
};

/** Some windows in a row tell how close they come: those of a schedule in hours repeat each day. */
const narrowestHours = (nextFrom: (after: number) => number): number => {
  const starts = [nextFrom(0)];
  for (let i = 0; i < 24; i++) starts.push(nextFrom(starts[i] ?? 0));
  const gaps = starts.slice(1).map((start, i) => (start - (starts[i] ?? 0)) / HOUR_MS);
  return Math.min(24, ...gaps.filter((gap) => gap > 0)); // of a schedule that ends, the last gaps are none
};

const parsed = (text: string): ReturnType<typeof parse> | undefined => {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
};

/** With the window that follows on a rotation, or on its being set, at `after`. */
export const withNext = ({ next: _, ...settings }: RotationSettings, after: number): RotationSettings => {
  const next = settings.enabled ? nextWindow(settings.rules, after) : undefined;
  return next ? { ...settings, next } : settings;
};

/**
 * The window of the next rotation of a secret that was rotated, or set to be, at `after`.
 * fidelity: docs: RotationRulesType: a window closes after an hour, or at the end of the day of a schedule in days
 */
export const nextWindow = (rules: RotationRules | undefined, after: number): RotationSettings["next"] => {
  const found = rules && schedule(rules);
  if (!rules || !found) return undefined;
  const from = found.nextFrom(after);
  if (!Number.isFinite(from)) return undefined;
  const endOfDay = Math.floor(from / DAY_MS) * DAY_MS + DAY_MS;
  const closes =
    rules.Duration !== undefined
      ? from + Number.parseInt(rules.Duration, 10) * HOUR_MS
      : found.hours % 24 === 0
        ? endOfDay
        : from + HOUR_MS;
  return { from, until: closes - 1_000 };
};

/** @throws {ServiceError} for rules that RotateSecret does not take. The texts of a schedule are guesses. */
export const checkRules = (rules: RotationRules): void => {
  const { AutomaticallyAfterDays: days, Duration: duration, ScheduleExpression: expression } = rules;
  // fidelity: docs: moto's tests of RotateSecret
  if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= 1_000)) {
    throw invalidParameter("RotationRules.AutomaticallyAfterDays must be within 1-1000.");
  }
  if (days !== undefined && expression !== undefined) {
    throw invalidParameter("You can't specify both AutomaticallyAfterDays and ScheduleExpression in RotationRules.");
  }
  if (duration !== undefined && !/^([1-9]|1\d|2[0-4])h$/.test(duration)) {
    throw invalidParameter(`Invalid Duration: ${duration}. It is a number of hours, for example 3h.`);
  }
  const found = schedule(rules);
  const hours = duration === undefined ? 1 : Number.parseInt(duration, 10);
  if (found && hours > Math.min(found.hours, 24)) {
    throw invalidParameter("The rotation window must not extend into the next rotation window or the next UTC day.");
  }
};
