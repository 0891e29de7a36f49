import type { Properties } from "../resources/resource-type";
import { parsePath } from "./property-path";

export type Difference =
  | { readonly kind: "same" }
  | { readonly kind: "update"; readonly changed: readonly string[] }
  /** `because`: the changed properties that do not change in place. */
  | { readonly kind: "replace"; readonly changed: readonly string[]; readonly because: readonly string[] };

export interface DifferenceRules {
  /** Properties of the type that never change in place. */
  readonly replaceOn: readonly string[];
  /** Paths that the program wants replaced on a change. `*`: all. */
  readonly replaceOnChanges: readonly string[];
  /** False: the type has no update, every change replaces. */
  readonly updatable: boolean;
}

/** What has to happen for inputs that were `olds` to become `news`. */
export const difference = (olds: Properties, news: Properties, rules: DifferenceRules): Difference => {
  const changed = [...new Set([...Object.keys(olds), ...Object.keys(news)])]
    .filter((key) => !equal(olds[key], news[key]))
    .sort();
  if (changed.length === 0) return { kind: "same" };
  const because = rules.updatable
    ? changed.filter((key) => rules.replaceOn.includes(key) || asked(key, olds, news, rules.replaceOnChanges))
    : changed;
  return because.length > 0 ? { kind: "replace", changed, because } : { kind: "update", changed };
};

const asked = (key: string, olds: Properties, news: Properties, paths: readonly string[]): boolean =>
  paths.some((text) => {
    const [first, ...rest] = parsePath(text);
    if (first === "*") return true;
    return first === key && !equal(at(olds[key], rest), at(news[key], rest));
  });

const at = (value: unknown, path: readonly string[]): unknown => {
  const [key, ...rest] = path;
  if (key === undefined || key === "*") return value;
  return typeof value === "object" && value !== null ? at((value as Properties)[key], rest) : undefined;
};

/** As JSON values: an absent property and an undefined one are the same, the order of keys does not matter. */
export const equal = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Properties, b as Properties];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => equal(left[key], right[key]));
};
