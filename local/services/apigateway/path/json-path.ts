/** The value at `a.b[0]['c d']`, as parameter mappings write paths; `undefined` where there is none. */
export const jsonPath = (root: unknown, path: string): unknown => {
  let value = root;
  for (const [, name, index, quoted] of path.matchAll(/([^.[\]]+)|\[(\d+)\]|\[(?:'|")([^'"]*)(?:'|")\]/g)) {
    const key = name ?? index ?? quoted ?? "";
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
};
