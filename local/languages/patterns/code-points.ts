type Range = readonly [from: number, to: number];

/** A set of characters as ranges in order that do not touch. */
export type CodePoints = readonly Range[];

export const union = (...sets: readonly CodePoints[]): CodePoints => {
  const joined: [from: number, to: number][] = [];
  for (const [from, to] of sets.flat().sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
};

/** All characters up to `last` that are not in the set. */
export const complement = (set: CodePoints, last: number): CodePoints => {
  const rest: Range[] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (from > next) rest.push([next, from - 1]);
    next = to + 1;
  }
  return next <= last ? [...rest, [next, last]] : rest;
};

export const within = ([from, to]: Range, set: CodePoints): CodePoints =>
  set.flatMap(([low, high]): Range[] => {
    const range: Range = [Math.max(from, low), Math.min(to, high)];
    return range[0] <= range[1] ? [range] : [];
  });

export const intersection = (a: CodePoints, b: CodePoints): CodePoints => a.flatMap((range) => within(range, b));

export const shift = (set: CodePoints, by: number): CodePoints => set.map(([from, to]) => [from + by, to + by]);
