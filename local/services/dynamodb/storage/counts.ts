import type { Entries } from "../../../data/storage";
import { spaceBytes } from "./keys";

/** How much is in a space. */
export interface Count {
  readonly items: number;
  readonly bytes: number;
}

const NONE: Count = { items: 0, bytes: 0 };

/** Kept at the very beginning of each space. */
export const countOf = (entries: Entries, space: number): Count => {
  const text = entries.get(spaceBytes(space));
  return text === undefined ? NONE : JSON.parse(text);
};

/** Within a commit. */
export const addToCount = (entries: Entries, space: number, items: number, bytes: number): void => {
  if (items === 0 && bytes === 0) return;
  const known = countOf(entries, space);
  entries.put(spaceBytes(space), JSON.stringify({ items: known.items + items, bytes: known.bytes + bytes }));
};
