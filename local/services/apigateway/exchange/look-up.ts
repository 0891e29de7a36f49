/** The value at a dotted path, `identity.sourceIp`; `undefined` where there is none. */
export const lookUp = (root: unknown, path: string): unknown => lookUpParts(root, path.split("."));

export const lookUpParts = (root: unknown, path: readonly string[]): unknown => {
  let value = root;
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
};
