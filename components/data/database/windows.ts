import { ArgsError } from "../../core/args/args-error";
import { object, text } from "../../core/args/args-shape";

/** When AWS may work on the database, in UTC. Each half an hour long at least. */
export interface MaintenanceWindows {
  /** Backups of the day: `"02:00-02:30"`. @default chosen by AWS, at night */
  readonly backup?: string;
  /** Upgrades of the minor version and of the system, once a week: `"sun:03:00-sun:04:00"`. @default chosen by AWS */
  readonly week?: string;
}

export const windowsShape = object<MaintenanceWindows>({
  backup: text('a time of the day in UTC, "02:00-02:30"').optional(),
  week: text('a time of the week in UTC, "sun:03:00-sun:04:00"').optional(),
});

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const HOUR = 60;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const LEAST = 30;

/** @throws {ArgsError} for a window that is none, too short, or that overlaps with the other one. */
export const checkedWindows = (name: string, { backup, week }: MaintenanceWindows): MaintenanceWindows => {
  const daily =
    backup === undefined ? undefined : parsed(name, "maintenance.backup", backup, DAILY, "02:00-02:30", DAY);
  const weekly = week === undefined ? undefined : weekOf(name, "maintenance.week", week);
  if (daily && weekly && overlap(daily, weekly))
    throw new ArgsError(name, "maintenance.week", `must not overlap with maintenance.backup (${week}, ${backup})`);
  return { ...(backup !== undefined && { backup }), ...(week !== undefined && { week }) };
};

/** @throws {ArgsError} for what is no time of a week. */
export const weekOf = (name: string, path: string, window: string): Span =>
  parsed(name, path, window, WEEKLY, "sun:03:00-sun:04:00", WEEK);

interface Span {
  readonly from: number;
  readonly minutes: number;
}

const TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
const DAILY = new RegExp(`^()${TIME}-()${TIME}$`);
const WEEKLY = new RegExp(`^(${DAYS.join("|")}):${TIME}-(${DAYS.join("|")}):${TIME}$`);

const parsed = (name: string, path: string, window: string, form: RegExp, example: string, round: number): Span => {
  const [, day1 = "", hour1, minute1, day2 = "", hour2, minute2] = form.exec(window) ?? [];
  const from = at(day1, hour1, minute1);
  const minutes = (at(day2, hour2, minute2) - from + round) % round;
  if (Number.isNaN(minutes) || minutes < LEAST)
    throw new ArgsError(
      name,
      path,
      `must be a time in UTC of at least 30 minutes, such as "${example}" (it is ${JSON.stringify(window)})`,
    );
  return { from, minutes };
};

const at = (day: string, hour: string | undefined, minute: string | undefined): number =>
  Math.max(0, DAYS.indexOf(day)) * DAY + Number(hour) * HOUR + Number(minute);

const overlap = (daily: Span, weekly: Span): boolean =>
  [...DAYS, ""].some((_, day) => {
    const from = daily.from + (day - 1) * DAY;
    return [0, WEEK].some(
      (round) => from < weekly.from + weekly.minutes - round && weekly.from - round < from + daily.minutes,
    );
  });
