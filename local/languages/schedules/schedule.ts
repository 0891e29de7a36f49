import { parseCron } from "./cron";
import { ScheduleError } from "./schedule-error";
import { instantOf, wallOf } from "./time-zone";

/** When something is to happen. */
export interface Schedule {
  readonly kind: "rate" | "cron" | "at";
  /** The next instant after one, of a schedule that began at `since`; `undefined` when there is none. */
  next(after: number, since: number): number | undefined;
}

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * `rate(5 minutes)`, `cron(0 10 * * ? *)` or, where a schedule may have it, `at(2030-01-02T03:04:05)`.
 * @throws {ScheduleError}
 */
// fidelity: docs: EventBridge Scheduler, "Schedule types"; observed: test_events_schedule and test_scheduler of LocalStack's tests
export const parseSchedule = (text: string, timeZone = "UTC"): Schedule => {
  const [, kind, inner = ""] = /^(rate|cron|at)\((.*)\)$/.exec(text) ?? [];
  if (kind === "rate") return rate(inner);
  if (kind === "cron") return cron(inner, timeZone);
  if (kind === "at") return once(inner, timeZone);
  throw new ScheduleError();
};

const rate = (text: string): Schedule => {
  const [, count = "", unit = "", plural] = /^(\d{1,6}) (minute|hour|day)(s?)$/.exec(text) ?? [];
  const every = Number(count) * (UNITS[unit] ?? 0);
  if (every === 0 || (count === "1") !== (plural === "")) throw new ScheduleError();
  return { kind: "rate", next: (after, since) => since + (Math.floor((after - since) / every) + 1) * every };
};

const cron = (text: string, timeZone: string): Schedule => {
  const next = parseCron(text);
  return {
    kind: "cron",
    next(after) {
      for (let wall = next(wallOf(after, timeZone)); wall !== undefined; wall = next(wall)) {
        const instant = instantOf(wall, timeZone);
        if (instant !== undefined && instant > after) return instant;
      }
      return undefined;
    },
  };
};

const once = (text: string, timeZone: string): Schedule => {
  const wall = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  if (Number.isNaN(wall)) throw new ScheduleError();
  return {
    kind: "at",
    next(after) {
      const instant = instantOf(wall, timeZone);
      return instant !== undefined && instant > after ? instant : undefined;
    },
  };
};
