import { ArgsError } from "../../core/args/args-error";
import { either, number, object, type Shape } from "../../core/args/args-shape";
import { wholeNumber } from "../../core/args/whole-number";

/** Billed by the hour, used or not: reads of 4 KB a second, or writes of 1 KB a second. */
export type Units = number | UnitRange;

/** Between these bounds AWS follows the load. */
export interface UnitRange {
  readonly min: number;
  readonly max: number;
  /** Percent of the units that should be in use, 20 to 90. @default 70 */
  readonly target?: number;
}

export interface ProvisionedCapacity {
  readonly read: Units;
  readonly write: Units;
}

/** The most requests a second that are answered and billed; the others are throttled. At least one of both. */
export interface MaxThroughput {
  readonly read?: number;
  readonly write?: number;
}

/** Checked: fixed where there is no target. */
export interface UnitSettings {
  readonly min: number;
  readonly max: number;
  readonly target: number | undefined;
}

export interface CapacitySettings {
  readonly read: UnitSettings;
  readonly write: UnitSettings;
}

const RANGE: Shape<UnitRange> = { min: number(), max: number(), target: number().optional() };

const units = either((value) => typeof value === "number", object(RANGE, "a number of units"));

export const provisionedShape: Shape<ProvisionedCapacity> = { read: units, write: units };

export const maxThroughputShape = object<MaxThroughput>({ read: number().optional(), write: number().optional() });

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html: of a table; more on request (read 2026-11) */
const MAX_UNITS = 40_000;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html (read 2026-11) */
const TARGET = { min: 20, max: 90, default: 70 } as const;

/** @throws {ArgsError} for units out of bounds, and for a range that is none. */
export const checkedCapacity = (
  name: string,
  path: string,
  { read, write }: ProvisionedCapacity,
): CapacitySettings => ({
  read: checkedUnits(name, `${path}.read`, read),
  write: checkedUnits(name, `${path}.write`, write),
});

const checkedUnits = (name: string, path: string, given: Units): UnitSettings => {
  if (typeof given === "number") {
    const fixed = wholeNumber(name, path, given, 1, MAX_UNITS);
    return { min: fixed, max: fixed, target: undefined };
  }
  const { min, max, target = TARGET.default } = given;
  wholeNumber(name, `${path}.min`, min, 1, MAX_UNITS);
  wholeNumber(name, `${path}.max`, max, 1, MAX_UNITS);
  wholeNumber(name, `${path}.target`, target, TARGET.min, TARGET.max);
  if (min >= max)
    throw new ArgsError(
      name,
      `${path}.min`,
      `must be below max (it is ${min}, max is ${max}); a number alone is fixed`,
    );
  return { min, max, target };
};

/** @throws {ArgsError} for a limit of nothing, or out of bounds. */
export const checkedMaxThroughput = (name: string, path: string, given: MaxThroughput): MaxThroughput => {
  const { read, write } = given;
  if (read === undefined && write === undefined)
    throw new ArgsError(name, path, "must bound read or write, or be absent");
  if (read !== undefined) wholeNumber(name, `${path}.read`, read, 1, MAX_UNITS);
  if (write !== undefined) wholeNumber(name, `${path}.write`, write, 1, MAX_UNITS);
  return given;
};
