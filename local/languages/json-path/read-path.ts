import { JavaList, type Meter, type Value } from "../java/value";
import { applyFunction } from "./functions";
import { parsePath } from "./parse-path";
import { isDefinite, type Path, type Token } from "./path";
import { test } from "./test-predicate";

const CACHE_SIZE = 500;
const cache = new Map<string, Path>();

/**
 * The value at a JSONPath. A path that leads nowhere gives undefined; one with wildcards, slices, filters or `..` gives a list, perhaps empty.
 *
 * @throws ExpressionError for what is no path
 */
export function readPath(document: Value, text: string, meter: Meter): Value | undefined {
  let path = cache.get(text);
  if (path === undefined) {
    path = parsePath(text);
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(text, path);
  }
  return follow(path, document, document, meter);
}

export function follow(path: Path, document: Value, root: Value, meter: Meter): Value | undefined {
  const last = path.at(-1);
  if (last?.kind === "function") {
    const of = follow(path.slice(0, -1), document, root, meter);
    return of === undefined ? undefined : applyFunction(last.name, of);
  }
  const results: Value[] = [];
  walk(path, 0, document, root, meter, results);
  return isDefinite(path) ? results[0] : new JavaList(results, "json");
}

function walk(path: Path, at: number, value: Value, root: Value, meter: Meter, results: Value[]): void {
  meter.spend(1);
  const token = path[at];
  if (token === undefined) {
    results.push(value);
    return;
  }
  if (token.kind === "scan") {
    const target = path[at + 1];
    if (target !== undefined)
      scan(target, value, root, meter, (child) => walk(path, at + 2, child, root, meter, results));
    return;
  }
  if (token.kind === "property" && (token.names.length === 1 || at === path.length - 1)) {
    const found = properties(token.names, value);
    if (found !== undefined) walk(path, at + 1, found, root, meter, results);
    return;
  }
  step(token, value, root, meter, (child) => walk(path, at + 1, child, root, meter, results));
}

/** One property's value; several at the end of a path make one map. */
function properties(names: readonly string[], value: Value): Value | undefined {
  if (!(value instanceof Map)) return undefined;
  const [name = ""] = names;
  if (names.length === 1) return value.has(name) ? (value.get(name) ?? null) : undefined;
  return new Map(names.filter((key) => value.has(key)).map((key) => [key, value.get(key) ?? null]));
}

function step(token: Token, value: Value, root: Value, meter: Meter, next: (child: Value) => void): void {
  switch (token.kind) {
    case "property":
      if (value instanceof Map) for (const name of token.names) if (value.has(name)) next(value.get(name) ?? null);
      return;
    case "index":
      if (value instanceof JavaList) for (const index of token.indexes) at(value.items, index, next);
      return;
    case "slice":
      if (value instanceof JavaList) for (const item of slice(value.items, token.from, token.to)) next(item);
      return;
    case "wildcard":
      for (const child of children(value)) next(child);
      return;
    case "filter":
      if (value instanceof JavaList)
        for (const item of value.items) if (test(token.predicate, item, root, meter)) next(item);
      if (value instanceof Map && test(token.predicate, value, root, meter)) next(value);
      return;
    default:
      return;
  }
}

/** `..`: the token after it, at this value and at everything inside. A filter picks objects, each once. */
function scan(target: Token, value: Value, root: Value, meter: Meter, next: (child: Value) => void): void {
  meter.spend(1);
  if (!(value instanceof Map) && !(value instanceof JavaList)) return;
  if (target.kind !== "filter" || value instanceof Map) step(target, value, root, meter, next);
  for (const child of children(value)) scan(target, child, root, meter, next);
}

function children(value: Value): Iterable<Value> {
  if (value instanceof Map) return value.values();
  return value instanceof JavaList ? value.items : [];
}

function at(items: readonly Value[], index: number, next: (child: Value) => void): void {
  const position = index < 0 ? items.length + index : index;
  if (position >= 0 && position < items.length) next(items[position] ?? null);
}

/** With both bounds Jayway counts up from the one to the other, and looks up each index that it passes. */
function slice(items: readonly Value[], from: number | undefined, to: number | undefined): readonly Value[] {
  if (from === undefined || to === undefined) return items.slice(from ?? 0, to);
  const found: Value[] = [];
  for (let index = Math.max(from, -items.length); index < Math.min(to, items.length); index++) {
    at(items, index, (item) => found.push(item));
  }
  return found;
}
