import { readdirSync, statSync } from "node:fs";
import { join, parse, relative, sep } from "node:path";
import { nearest } from "./nearest";

/** `; did you mean handlers/get-order.handler.ts?`, as the end of a message about an absolute path; empty without a near one. */
export const didYouMean = (path: string, root: string): string => {
  const near = nearestPath(path);
  return near === undefined ? "" : `; did you mean ${near.startsWith(root + sep) ? relative(root, near) : near}?`;
};

/** The existing path that an absolute one was probably meant to be: whatever is not there becomes the nearest beside it. */
const nearestPath = (path: string): string | undefined => {
  const { root } = parse(path);
  let found = root;
  for (const part of path.slice(root.length).split(sep)) {
    const there = statSync(join(found, part), { throwIfNoEntry: false });
    const name = there ? part : nearest(part, names(found));
    if (name === undefined) return undefined;
    found = join(found, name);
  }
  return found === path ? undefined : found;
};

const names = (folder: string): string[] =>
  statSync(folder).isDirectory() ? readdirSync(folder).filter((name) => !name.startsWith(".")) : [];
