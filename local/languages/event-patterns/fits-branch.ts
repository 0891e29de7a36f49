import type { Field, Fields, Places } from "./fields";
import { ABSENT, type Matcher } from "./matchers";
import type { Branch } from "./parse-pattern";

type Step = readonly [path: string, matchers: readonly Matcher[]];

/** A branch in the order in which AWS looks at it: by path. */
export const orderedSteps = (branch: Branch): readonly Step[] => [...branch].sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * Whether all steps find a field, none in two elements of one array.
 * fidelity: docs: event-ruler 1.7.0, ACFinder and ArrayMembership
 */
export const fitsSteps = (steps: readonly Step[], fields: Fields): boolean => {
  const failed = new Set<string>();
  const from = (index: number, places: Places): boolean => {
    const step = steps[index];
    if (!step) return true;
    const key = places.size === 0 ? undefined : `${index}:${[...places].join()}`;
    if (key !== undefined && failed.has(key)) return false;
    const fits = stepFits(step, fields, places, (next) => from(index + 1, next));
    if (!fits && key !== undefined) failed.add(key);
    return fits;
  };
  return from(0, new Map());
};

const stepFits = (
  [path, matchers]: Step,
  fields: Fields,
  places: Places,
  go: (places: Places) => boolean,
): boolean => {
  const reachable = (fields.get(path) ?? NONE).flatMap(({ leaf, places: own }) => {
    const together = joined(places, own);
    return together ? [{ leaf, places: together }] : [];
  });
  if (reachable.length === 0) return matchers.includes(ABSENT) && go(places);
  const tried = new Set<string>();
  return reachable.some(({ leaf, places: together }) => {
    if (!matchers.some((matcher) => matcher !== ABSENT && matcher(leaf))) return false;
    const key = [...together].join();
    if (tried.has(key)) return false;
    tried.add(key);
    return go(together);
  });
};

const NONE: readonly Field[] = [];

/** Both places, when they are not in two elements of one array. */
const joined = (some: Places, others: Places): Places | undefined => {
  if (others.size === 0) return some;
  const all = new Map(some);
  for (const [array, index] of others) {
    if ((all.get(array) ?? index) !== index) return undefined;
    all.set(array, index);
  }
  return all;
};
