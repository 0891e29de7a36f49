import type { PlannedResource, PlannedStack } from "./planned-stack";

/** A component or resource and what it is made of. */
export interface Branch {
  readonly type: string;
  readonly name: string;
  readonly protect: boolean;
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
    children: (children.get(resource.urn) ?? []).sort(byKind).map(branch),
  });
  return (children.get(undefined) ?? []).flatMap((stack) => branch(stack).children);
};

/** Components first, then by type and name: the same program reads the same, whatever order it was evaluated in. */
const byKind = (a: PlannedResource, b: PlannedResource): number =>
  Number(a.custom) - Number(b.custom) || compare(a.type, b.type) || compare(a.name, b.name);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
