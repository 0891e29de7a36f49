import type { Field, Fields, Places } from "./fields";
import { ABSENT, type Dialect, type Matcher } from "./matchers";
import type { Branch } from "./parse-pattern";

type Step = readonly [path: string, matchers: readonly Matcher[]];

/** A branch in the order in which AWS looks at it: by path. */
export const orderedSteps = (branch: Branch): readonly Step[] => [...branch].sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * Whether all steps find a field, none in two elements of one array.
 * fidelity: docs: event-ruler 1.7.0, ACFinder and ArrayMembership
 */
export const fitsSteps = (steps: readonly Step[], fields: Fields, dialect: Dialect = {}): boolean =>
  new Search(steps, fields, dialect).from(0, NOWHERE);

const NONE: readonly Field[] = [];
const NOWHERE: Places = new Map();

class Search {
  /** Steps and places from which there is no way on. */
  private readonly failed = new Set<string>();
  /** By step: arrays that it or a later one may stand in. Where no later one does, it does not matter in which element. */
  private readonly arrays: readonly ReadonlySet<number>[];

  constructor(
    private readonly steps: readonly Step[],
    private readonly fields: Fields,
    private readonly dialect: Dialect,
  ) {
    const arrays: ReadonlySet<number>[] = [];
    let later: ReadonlySet<number> = new Set();
    for (const [path] of [...steps].reverse()) {
      const own = (fields.get(path) ?? NONE).flatMap(({ places }) => [...places.keys()]);
      if (own.length > 0) later = new Set([...later, ...own]);
      arrays.unshift(later);
    }
    this.arrays = arrays;
  }

  from(index: number, places: Places): boolean {
    const step = this.steps[index];
    if (!step) return true;
    const here = this.kept(places, index);
    const key = here.size === 0 ? String(index) : `${index}:${[...here].sort(([a], [b]) => a - b).join()}`;
    if (this.failed.has(key)) return false;
    if (this.stepFits(step, here, index)) return true;
    this.failed.add(key);
    return false;
  }

  private stepFits([path, matchers]: Step, places: Places, index: number): boolean {
    const reachable = (this.fields.get(path) ?? NONE).flatMap(({ leaf, places: own }) => {
      const together = joined(places, own);
      return together ? [{ leaf, together }] : [];
    });
    if (reachable.length === 0) {
      return matchers.includes(ABSENT) && !this.isObject(path) && this.from(index + 1, places);
    }
    return reachable.some(
      ({ leaf, together }) =>
        matchers.some((matcher) => matcher !== ABSENT && matcher(leaf)) && this.from(index + 1, together),
    );
  }

  private isObject(path: string): boolean {
    return this.dialect.objectsExist === true && [...this.fields.keys()].some((each) => each.startsWith(`${path}.`));
  }

  private kept(places: Places, index: number): Places {
    if (places.size === 0) return places;
    return new Map([...places].filter(([array]) => this.arrays[index]?.has(array)));
  }
}

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
