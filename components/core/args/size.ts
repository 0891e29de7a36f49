import { ArgsError } from "./args-error";

const MB = { MB: 1, GB: 1024 } as const;

type SizeUnit = keyof typeof MB;

/** An amount of memory or storage, whole numbers only: `"512 MB"`, `"2 GB"`. 1 GB is 1,024 MB. */
export type Size = `${number} ${SizeUnit}`;

/** Both ends included. */
export interface SizeBounds {
  readonly min?: Size;
  readonly max?: Size;
}

/**
 * The exact number of megabytes.
 *
 * @throws {ArgsError} when `value` is no whole number of a unit, or out of bounds.
 */
export const toMb = (component: string, path: string, value: Size, bounds: SizeBounds = {}): number => {
  const mb = parse(value);
  if (mb === undefined)
    throw new ArgsError(
      component,
      path,
      `must be a whole number and a unit such as "512 MB" or "2 GB" (it is ${JSON.stringify(value)})`,
    );
  const { min, max } = bounds;
  if (min !== undefined && mb < bound(min))
    throw new ArgsError(component, path, `must be at least "${min}" (it is "${value}")`);
  if (max !== undefined && mb > bound(max))
    throw new ArgsError(component, path, `must be at most "${max}" (it is "${value}")`);
  return mb;
};

const PATTERN = /^(0|[1-9]\d*) (MB|GB)$/;

const parse = (value: unknown): number | undefined => {
  const [, count, unit] = (typeof value === "string" && PATTERN.exec(value)) || [];
  // The pattern admits no other unit.
  const mb = Number(count) * MB[unit as SizeUnit];
  return Number.isSafeInteger(mb) ? mb : undefined;
};

const bound = (value: Size): number => {
  const mb = parse(value);
  if (mb === undefined) throw new Error(`the bound ${JSON.stringify(value)} is no size`);
  return mb;
};
