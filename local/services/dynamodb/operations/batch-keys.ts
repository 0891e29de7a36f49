import { invalid } from "../refusals";
import type { Item } from "../values/attribute-value";

/** Keys in their one form, each once. @throws {ServiceError} */
export const requireDistinct = (keys: readonly Item[]): void => {
  const texts = keys.map((key) => JSON.stringify(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1))));
  if (new Set(texts).size < texts.length) throw invalid("Provided list of item keys contains duplicates");
};
