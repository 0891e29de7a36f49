import type { PlannedResource, PlannedStack } from "./planned-stack";
import { listOf } from "./wording";

/** A component or resource and what it is made of. */
export interface Branch {
  readonly type: string;
  readonly name: string;
  readonly protect: boolean;
  /** How many it stands for: the items of a list, such as the files of a site, are one branch. */
  readonly count?: number;
  readonly children: readonly Branch[];
}

/** What the program makes, as it is put together; the stack itself is left out. */
export const treeOf = ({ resources }: PlannedStack): Branch[] => {
  const children = new Map<string | undefined, PlannedResource[]>();
  for (const resource of resources) children.set(resource.parent, [...(children.get(resource.parent) ?? []), resource]);
  const branch = (resource: PlannedResource): Branch => ({
    type: resource.type,
    name: resource.name,
    protect: resource.protect,
    children: gathered((children.get(resource.urn) ?? []).sort(byKind).map(branch)),
  });
  return (children.get(undefined) ?? []).flatMap((stack) => branch(stack).children);
};

/** Items of one list and type as one. */
const gathered = (branches: readonly Branch[]): Branch[] => {
  const lists = new Map<string, Branch>();
  for (const branch of branches) {
    const list = listOf(branch.name);
    const key = `${branch.type} ${list ?? branch.name}`;
    const count = (lists.get(key)?.count ?? 0) + 1;
    lists.set(key, list === undefined ? branch : { ...branch, name: list, count });
  }
  return [...lists.values()];
};

/** Components first, then by type and name: the same program reads the same, whatever order it was evaluated in. */
const byKind = (a: PlannedResource, b: PlannedResource): number =>
  Number(a.custom) - Number(b.custom) || compare(a.type, b.type) || compare(a.name, b.name);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
