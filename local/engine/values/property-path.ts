import type { Properties } from "../resources/resource-type";

/** `a.b[0]["c.d"]` -> a, b, 0, c.d: the paths of ignoreChanges and replaceOnChanges. */
export const parsePath = (path: string): string[] =>
  [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, name]) => quoted?.replace(/\\(.)/g, "$1") ?? index ?? name ?? "",
  );

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** `target` with what `source` has at `path`, or nothing there where `source` has nothing. Neither is changed. */
export const takeFrom = (target: unknown, source: unknown, path: readonly string[]): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return source;
  if (!isNode(target) || !isNode(source)) return target;
  const keys = key === "*" ? Object.keys({ ...target, ...source }) : [key];
  const copy: Node = Array.isArray(target) ? ([...target] as unknown as Node) : { ...target };
  for (const name of keys) {
    if (rest.length > 0) {
      if (name in target) copy[name] = takeFrom(target[name], source[name], rest);
    } else if (name in source) {
      copy[name] = source[name];
    } else if (!Array.isArray(copy)) {
      delete copy[name];
    }
  }
  return copy;
};

/** The inputs as they count after ignoreChanges: an ignored property stays as it was. */
export const withIgnored = (news: Properties, olds: Properties, ignoreChanges: readonly string[]): Properties =>
  ignoreChanges.reduce((inputs, path) => takeFrom(inputs, olds, parsePath(path)) as Properties, news);
