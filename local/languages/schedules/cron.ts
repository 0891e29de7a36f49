import { parseDays } from "./cron-days";
import { type FieldRule, parseField } from "./cron-field";
import { ScheduleError } from "./schedule-error";

const MINUTES: FieldRule = { min: 0, max: 59 };
const HOURS: FieldRule = { min: 0, max: 23 };
const MONTHS: FieldRule = {
  min: 1,
  max: 12,
  names: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
};
const YEARS: FieldRule = { min: 1970, max: 2199 };

const DAY_MS = 86_400_000;

/** The next time after `wall`, both as what a clock on the wall shows, in milliseconds as if of UTC. */
export type Cron = (wall: number) => number | undefined;

/** `0 10 * * ? *`: minutes, hours, day of month, month, day of week, year. @throws {ScheduleError} */
export const parseCron = (text: string): Cron => {
  const fields = text.split(" ");
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = "", year = ""] = fields;
  if (fields.length !== 6) throw new ScheduleError();
  const [minutes, hours] = [sorted(parseField(minute, MINUTES)), sorted(parseField(hour, HOURS))];
  const [months, years] = [parseField(month, MONTHS), parseField(year, YEARS)];
  const isDay = parseDays(dayOfMonth, dayOfWeek);
  const times = hours.flatMap((each) => minutes.map((inner) => (each * 60 + inner) * 60_000));

  const fitsDay = (date: Date): boolean =>
    isDay({
      day: date.getUTCDate(),
      weekday: date.getUTCDay() + 1,
      last: new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate(),
    });

  return (wall) => {
    let day = Math.floor(wall / DAY_MS) * DAY_MS;
    for (;;) {
      const date = new Date(day);
      const [thisYear, thisMonth] = [date.getUTCFullYear(), date.getUTCMonth()];
      if (thisYear > YEARS.max) return undefined;
      if (!years.has(thisYear)) day = Date.UTC(thisYear + 1, 0, 1);
      else if (!months.has(thisMonth + 1)) day = Date.UTC(thisYear, thisMonth + 1, 1);
      else {
        const time = fitsDay(date) ? times.find((each) => day + each > wall) : undefined;
        if (time !== undefined) return day + time;
        day += DAY_MS;
      }
    }
  };
};

const sorted = (values: ReadonlySet<number>): readonly number[] => [...values].sort((a, b) => a - b);
