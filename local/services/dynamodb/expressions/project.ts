import { type AttributeValue, attributeOf, type Item, inside, withAttribute } from "../values/attribute-value";
import { clashesOf, type DocumentPath } from "./document-path";
import { Faults } from "./faults";
import type { Placeholders } from "./placeholders";
import type { PathSyntax } from "./syntax";

/** What of an item is wanted, as a tree: of an attribute or an element all, or what is below it. */
export interface Projection {
  readonly wanted: Wanted;
  readonly paths: readonly DocumentPath[];
}

type Wanted = ReadonlyMap<string | number, "all" | Wanted>;

/** @throws {ExpressionError} */
export const bindProjection = (paths: readonly PathSyntax[], placeholders: Placeholders): Projection => {
  const faults = new Faults(["reserved", "undefined", "overlap", "conflict"]);
  const bound = paths.map(({ steps }) => placeholders.path(steps, (kind, message) => faults.add(kind, message)));
  const { overlap, conflict } = clashesOf(bound);
  faults.add("overlap", overlap);
  faults.add("conflict", conflict);
  faults.refuse();
  return projectionOf(bound);
};

export const projectionOf = (paths: readonly DocumentPath[]): Projection => {
  const wanted = new Map<string | number, "all" | Wanted>();
  for (const path of paths) want(wanted, path);
  return { wanted, paths };
};

const want = (wanted: Map<string | number, "all" | Wanted>, [step = "", ...rest]: DocumentPath): void => {
  const known = wanted.get(step);
  if (rest.length === 0) wanted.set(step, "all");
  else if (known !== "all") {
    const below = new Map(known);
    want(below, rest);
    wanted.set(step, below);
  }
};

/** The part of the item that is wanted. Elements of lists move together. */
// fidelity: docs: "Using projection expressions"
export const project = ({ wanted }: Projection, item: Item): Item => {
  let projected: Item = {};
  for (const [step, below] of wanted) {
    if (typeof step === "number") continue;
    const value = attributeOf(item, step);
    const part = value === undefined || below === "all" ? value : projectValue(below, value);
    if (part !== undefined) projected = withAttribute(projected, step, part);
  }
  return projected;
};

const projectValue = (wanted: Wanted, value: AttributeValue): AttributeValue | undefined => {
  const members = inside(value, "M");
  if (members) {
    const part = project({ wanted, paths: [] }, members);
    return Object.keys(part).length > 0 ? { M: part } : undefined;
  }
  const elements = (inside(value, "L") ?? []).flatMap((element, at) => {
    const below = wanted.get(at);
    const part = below === undefined || below === "all" ? below && element : projectValue(below, element);
    return part === undefined ? [] : [part];
  });
  return elements.length > 0 ? { L: elements } : undefined;
};
