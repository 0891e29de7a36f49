/** Any number of any characters. */
export const ANY = Symbol("any");
/** Any one character. */
export const ONE = Symbol("one");

/** A character of a pattern, or what stands for others. */
export type WildcardPart = string | typeof ANY | typeof ONE;

/**
 * Whether a text fits a pattern with wildcards, in steps of at most its length times the pattern's: a regular
 * expression with many stars would not end.
 */
export const fitsWildcards = (parts: readonly WildcardPart[], text: string): boolean => {
  let part = 0;
  let at = 0;
  let lastAny: { readonly part: number; at: number } | undefined;
  while (at < text.length) {
    const wanted = parts[part];
    if (wanted === ANY) {
      lastAny = { part, at };
      part++;
    } else if (wanted === ONE || wanted === text[at]) {
      part++;
      at++;
    } else if (lastAny) {
      // It takes one more; those before it have no need to.
      lastAny.at++;
      part = lastAny.part + 1;
      at = lastAny.at;
    } else return false;
  }
  return parts.slice(part).every((rest) => rest === ANY);
};
