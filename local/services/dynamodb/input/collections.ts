import { isObject, notList, notObject } from "./serialization";
import type { Shape } from "./shape";
import { elementOf } from "./violations";

interface Rules {
  readonly min?: number;
  readonly max?: number;
  /** A refusal does not show the value. */
  readonly terse?: boolean;
}

/** A list of values of one shape. */
export const list = <Value>(
  element: Shape<Value>,
  { min, max, terse = false }: Rules = {},
): Shape<readonly Value[]> => {
  const show = (values: readonly Value[]): string =>
    `'[${values.map((value) => bare(element.show(value))).join(", ")}]'`;
  return {
    members: element.members === true ? true : { "*": element.members },
    read(raw) {
      if (!Array.isArray(raw)) throw notList(raw);
      return raw.map((value) => element.read(value));
    },
    check(values, place, found) {
      const refuse = (constraint: string) =>
        terse ? found.addTerse(place, constraint) : found.add(place, show(values), constraint);
      if (min !== undefined && values.length < min) refuse(`Member must have length greater than or equal to ${min}`);
      if (max !== undefined && values.length > max) refuse(`Member must have length less than or equal to ${max}`);
      for (const [at, value] of values.entries()) element.check(value, elementOf(place, String(at + 1)), found);
    },
    show,
  };
};

interface MapRules {
  /** Java's name of the type of its values. */
  readonly of: string;
  /** Bounds of the length of each value. */
  readonly values?: { readonly min: number; readonly max: number };
  readonly max?: number;
}

/** Values of one shape by names that the caller chooses. */
export const mapOf = <Value>(
  value: Shape<Value>,
  { of, values, max }: MapRules,
): Shape<Readonly<Record<string, Value>>> => {
  const show = (entries: Readonly<Record<string, Value>>): string =>
    `'{${Object.entries(entries)
      .map(([key, each]) => `${key}=${bare(value.show(each))}`)
      .join(", ")}}'`;
  return {
    members: value.members === true ? true : { "*": value.members },
    read(raw) {
      if (!isObject(raw))
        throw Array.isArray(raw) ? notObject(raw, `java.util.Map<java.lang.String, ${of}>`) : notList("");
      return Object.fromEntries(Object.entries(raw).map(([key, each]) => [key, value.read(each)]));
    },
    check(entries, place, found) {
      const all = Object.entries(entries);
      if (max !== undefined && all.length > max) {
        found.add(place, show(entries), `Member must have length less than or equal to ${max}`);
      }
      if (values && all.some(([, each]) => !isWithin(each, values))) {
        const { min, max: most } = values;
        const [less, greater] = [`less than or equal to ${most}`, `greater than or equal to ${min}`];
        const constraint = `Map value must satisfy constraint: [Member must have length ${less}, Member must have length ${greater}]`;
        found.add(place, show(entries), constraint);
      }
      for (const [key, each] of all) value.check(each, elementOf(place, key), found);
    },
    show,
  };
};

const isWithin = (value: unknown, { min, max }: { readonly min: number; readonly max: number }): boolean =>
  !Array.isArray(value) || (value.length >= min && value.length <= max);

/** Only the outermost of values that hold others stands in quotes. */
export const bare = (shown: string): string => shown.replace(/^'(.*)'$/s, "$1");
