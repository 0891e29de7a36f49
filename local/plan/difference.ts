import { isObject, UNKNOWN } from "serverless-tiers/policies";
import { effectsOf } from "./effects";
import type { PlannedResource, PlannedStack } from "./planned-stack";
import type { Summary } from "./summary";
import { describe, describeList, listOf } from "./wording";

/** What changes from one evaluation of a stack to another. */
export interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly ChangedResource[];
  readonly grants: Lines;
  readonly endpoints: Lines;
  /** US dollars a month, before and after. */
  readonly cost: { readonly before: number; readonly after: number };
}

export interface ChangedResource {
  readonly resource: string;
  readonly changes: readonly Change[];
  /** What the changes lead to, where that is more than other values: `is replaced: …`. */
  readonly effects?: readonly string[];
}

export interface Change {
  /** Dotted, also into texts that are JSON: `policy.Statement.0.Action.1`. */
  readonly path: string;
  /** As JSON; absent where there was none. Shortened, and never a secret. */
  readonly before?: string;
  readonly after?: string;
}

export interface Lines {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** One evaluation: what was registered, and its summary. */
export interface Evaluated {
  readonly stack: PlannedStack;
  readonly summary: Summary;
}

/** @param before `undefined` when the stack did not exist. */
export const differenceOf = (before: Evaluated | undefined, after: Evaluated): Difference => {
  const old = byUrn(before?.stack);
  const now = byUrn(after.stack);
  const grants = (summary: Summary) =>
    summary.grants.flatMap(({ holder, may }) => may.map(({ words }) => `${holder} may ${words}`));
  const routes = (summary: Summary) =>
    summary.endpoints.flatMap((each) =>
      each.routes.map(({ route, access }) => `${each.endpoint}: ${route}: ${access}`),
    );
  const both = (say: (summary: Summary) => string[]): Lines =>
    lines(before === undefined ? [] : say(before.summary), say(after.summary));
  return {
    added: gathered([...now.values()].filter(({ urn }) => !old.has(urn))).map(named),
    removed: gathered([...old.values()].filter(({ urn }) => !now.has(urn))).map(named),
    changed: changesOf(old, now),
    grants: both(grants),
    endpoints: both(routes),
    cost: { before: before?.summary.cost.monthly ?? 0, after: after.summary.cost.monthly },
  };
};

/** All but the stack itself, which every evaluation has. */
const byUrn = (stack: PlannedStack | undefined): Map<string, PlannedResource> =>
  new Map(
    (stack?.resources ?? []).flatMap((resource) => (resource.parent === undefined ? [] : [[resource.urn, resource]])),
  );

export const isEmpty = ({ added, removed, changed }: Difference): boolean =>
  added.length + removed.length + changed.length === 0;

/** A resource, or more items of one list than somebody reads. */
type Gathered = PlannedResource | { readonly items: readonly [PlannedResource, ...PlannedResource[]] };

const MOST_ITEMS = 10;

const gathered = (resources: readonly PlannedResource[]): Gathered[] => {
  const lists = new Map<string, [PlannedResource, ...PlannedResource[]]>();
  for (const resource of resources) {
    const key = `${resource.parent} ${resource.type} ${listOf(resource.name) ?? resource.name}`;
    lists.set(key, [...(lists.get(key) ?? []), resource] as [PlannedResource, ...PlannedResource[]]);
  }
  return [...lists.values()].flatMap((items): Gathered[] => (items.length > MOST_ITEMS ? [{ items }] : items));
};

const named = (one: Gathered): string => {
  if (!("items" in one)) return full(one);
  const [{ type, name }] = one.items;
  return describeList(one.items.length, type, listOf(name) ?? name);
};

const changesOf = (
  old: ReadonlyMap<string, PlannedResource>,
  now: ReadonlyMap<string, PlannedResource>,
): ChangedResource[] => {
  const changes = new Map(
    [...now.values()].flatMap((resource) =>
      changed(old.get(resource.urn), resource).map((one) => [resource, one] as const),
    ),
  );
  return gathered([...changes.keys()]).flatMap((one): readonly ChangedResource[] | ChangedResource =>
    "items" in one ? [{ resource: named(one), changes: [] }] : (changes.get(one) ?? []),
  );
};

const full = (resource: PlannedResource): string =>
  resource.custom ? describe(resource) : `component ${describe(resource)}`;

const lines = (before: readonly string[], after: readonly string[]): Lines => ({
  added: after.filter((line) => !before.includes(line)),
  removed: before.filter((line) => !after.includes(line)),
});

const changed = (before: PlannedResource | undefined, after: PlannedResource): ChangedResource[] => {
  if (before === undefined) return [];
  const secrets = [...before.secretPaths, ...after.secretPaths];
  const old = leaves({ ...before.inputs, ...(before.protect ? { "option protect": true } : {}) });
  const now = leaves({ ...after.inputs, ...(after.protect ? { "option protect": true } : {}) });
  const changes = [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => change(path, old.get(path), now.get(path), secrets));
  const effects = effectsOf(before, after);
  return changes.length > 0 ? [{ resource: describe(after), changes, ...(effects.length > 0 && { effects }) }] : [];
};

const change = (
  path: string,
  before: string | undefined,
  after: string | undefined,
  secrets: readonly string[],
): Change => {
  const secret = secrets.some((hidden) => path === hidden || path.startsWith(`${hidden}.`));
  const from = before === undefined || after === undefined ? 0 : firstDifference(before, after);
  const said = (text: string) => (secret ? "[secret]" : excerpt(text, from));
  return {
    path,
    ...(before === undefined ? {} : { before: said(before) }),
    ...(after === undefined ? {} : { after: said(after) }),
  };
};

const LONGEST = 80;
const LEAD = 20;

/** A long text from a little before its first difference on. */
const excerpt = (text: string, from: number): string => {
  if (text.length <= LONGEST) return text;
  const start = from > LEAD * 2 ? from - LEAD : 0;
  const end = start + LONGEST;
  return `${start > 0 ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
};

const firstDifference = (a: string, b: string): number => {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index++;
  return index;
};

/** Every value that is no object or list, as JSON, by its path. Texts that hold JSON are looked into. */
const leaves = (value: unknown, path = ""): Map<string, string> => {
  const inner = opened(value);
  if (!isObject(inner) || Object.keys(inner).length === 0)
    return new Map([[path, value === UNKNOWN ? "known after the update" : (JSON.stringify(value) ?? "undefined")]]);
  const at = (key: string) => (path === "" ? key : `${path}.${key}`);
  return new Map(Object.entries(inner).flatMap(([key, held]) => [...leaves(held, at(key))]));
};

const opened = (value: unknown): unknown => {
  if (typeof value !== "string" || !/^[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};
