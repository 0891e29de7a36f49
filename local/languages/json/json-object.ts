export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value when it is an object, else an empty one. */
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** The text of a text, a number or a boolean. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;

export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(textOf).filter((text) => text !== undefined) : [];

/** The entries of an object whose values are texts. */
export const textMap = (value: unknown): Map<string, string> => {
  const map = new Map<string, string>();
  for (const [key, item] of Object.entries(objectOf(value))) {
    const text = textOf(item);
    if (text !== undefined) map.set(key, text);
  }
  return map;
};

/** Follows `#/components/…` references; a cycle or a dangling one ends in an empty object. */
export const resolveReference = (document: JsonObject, value: unknown): JsonObject => {
  let current = objectOf(value);
  for (let hops = 0; typeof current.$ref === "string"; hops++) {
    if (hops > 20 || !current.$ref.startsWith("#/")) return {};
    let target: unknown = document;
    for (const part of current.$ref.slice(2).split("/")) {
      target = objectOf(target)[part.replaceAll("~1", "/").replaceAll("~0", "~")];
    }
    current = objectOf(target);
  }
  return current;
};
