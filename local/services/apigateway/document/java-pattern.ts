import { translateRegex } from "../vtl/regex/translate-regex";

/** A pattern as Java's `matches` reads it: it has to fit the whole text. `undefined` for one that Java refuses. */
// fidelity: docs: handle-errors-in-lambda-integration: Java pattern-style regexes
export const javaPattern = (pattern: string): RegExp | undefined => {
  try {
    const { source, flags } = translateRegex(pattern, true);
    // With the flag g, a test would go on where the one before ended.
    return new RegExp(source, flags.replace("g", ""));
  } catch {
    return undefined;
  }
};
