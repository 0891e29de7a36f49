import { type FieldRule, fieldValue, parseField } from "./cron-field";
import { ScheduleError } from "./schedule-error";

const DAY_OF_MONTH: FieldRule = { min: 1, max: 31 };
const DAY_OF_WEEK: FieldRule = { min: 1, max: 7, names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] };

/** A day: its number in the month, from Sunday (1), and the last of its month. */
export interface Day {
  readonly day: number;
  readonly weekday: number;
  readonly last: number;
}

export type DayTest = (day: Day) => boolean;

/**
 * Which days the two fields of days name: one of them is `?`, or, as AWS takes it, `*` where the other is `?`.
 * fidelity: docs: EventBridge user guide, "Cron expressions": `?`, L, W and #
 */
export const parseDays = (ofMonth: string, ofWeek: string): DayTest => {
  if ((ofMonth === "?") === (ofWeek === "?")) throw new ScheduleError();
  return ofMonth === "?" ? weekdayTest(ofWeek) : monthDayTest(ofMonth);
};

const monthDayTest = (text: string): DayTest => {
  if (text === "L") return ({ day, last }) => day === last;
  if (text === "LW") return (each) => each.day === nearestWeekday(each.last, each);
  const before = /^L-(\d{1,2})$/.exec(text)?.[1];
  if (before !== undefined) {
    const days = fieldValue(before, { min: 1, max: 30 });
    return ({ day, last }) => day === last - days;
  }
  const near = /^(\d{1,2})W$/.exec(text)?.[1];
  if (near !== undefined) {
    const wanted = fieldValue(near, DAY_OF_MONTH);
    return (each) => wanted <= each.last && each.day === nearestWeekday(wanted, each);
  }
  const days = parseField(text, DAY_OF_MONTH);
  return ({ day }) => days.has(day);
};

/** The weekday nearest to a day of the month, never in another month. */
const nearestWeekday = (wanted: number, { day, weekday, last }: Day): number => {
  const of = (((weekday - 1 + (wanted - day)) % 7) + 7) % 7; // 0 is Sunday
  if (of === 6) return wanted === 1 ? 3 : wanted - 1;
  if (of === 0) return wanted === last ? wanted - 2 : wanted + 1;
  return wanted;
};

const weekdayTest = (text: string): DayTest => {
  if (text === "L") return ({ weekday }) => weekday === 7;
  const [, lastOf] = /^([A-Za-z]{3}|\d)L$/.exec(text) ?? [];
  if (lastOf !== undefined) {
    const wanted = fieldValue(lastOf, DAY_OF_WEEK);
    return ({ day, weekday, last }) => weekday === wanted && day > last - 7;
  }
  const [, nthOf, nth] = /^([A-Za-z]{3}|\d)#(\d)$/.exec(text) ?? [];
  if (nthOf !== undefined && nth !== undefined) {
    const wanted = fieldValue(nthOf, DAY_OF_WEEK);
    const week = fieldValue(nth, { min: 1, max: 5 });
    return ({ day, weekday }) => weekday === wanted && Math.ceil(day / 7) === week;
  }
  const days = parseField(text, DAY_OF_WEEK);
  return ({ weekday }) => days.has(weekday);
};
