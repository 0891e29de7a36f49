import { ScheduleError } from "./schedule-error";

/** The values of a field that are named one by one: `1,3-5,0/15`. */
export interface FieldRule {
  readonly min: number;
  readonly max: number;
  /** `JAN`, `MON`; the first is `min`. */
  readonly names?: readonly string[];
}

/** @throws {ScheduleError} */
export const parseField = (text: string, rule: FieldRule): ReadonlySet<number> => {
  const values = new Set<number>();
  for (const part of text.split(",")) for (const value of partValues(part, rule)) values.add(value);
  return values;
};

const partValues = (part: string, rule: FieldRule): readonly number[] => {
  const [range = "", step, ...more] = part.split("/");
  if (more.length > 0) throw new ScheduleError();
  const by = step === undefined ? 1 : whole(step);
  if (by < 1) throw new ScheduleError();
  const [from, to] = bounds(range, step !== undefined, rule);
  const values: number[] = [];
  for (let value = from; value <= to; value += by) values.push(value);
  return values;
};

const bounds = (range: string, stepped: boolean, rule: FieldRule): readonly [number, number] => {
  if (range === "*") return [rule.min, rule.max];
  const [first = "", last, ...more] = range.split("-");
  const from = fieldValue(first, rule);
  const to = last === undefined ? (stepped ? rule.max : from) : fieldValue(last, rule);
  if (more.length > 0 || to < from) throw new ScheduleError();
  return [from, to];
};

/** A number or a name within the bounds of its field. @throws {ScheduleError} */
export const fieldValue = (text: string, { min, max, names = [] }: FieldRule): number => {
  const named = names.indexOf(text.toUpperCase());
  const value = named >= 0 ? named + min : whole(text);
  if (value < min || value > max) throw new ScheduleError();
  return value;
};

const whole = (text: string): number => {
  if (!/^\d{1,4}$/.test(text)) throw new ScheduleError();
  return Number(text);
};
