import type { Pattern } from "../../../languages/patterns/compile-pattern";
import { javaPattern } from "../../../languages/patterns/java-pattern";

/** A pattern as Java's `matches` reads it: it has to fit the whole text. `undefined` for one that is refused. */
// fidelity: docs: handle-errors-in-lambda-integration: Java pattern-style regexes
export const wholePattern = (pattern: string): Pattern | undefined => {
  try {
    return javaPattern(pattern, true);
  } catch {
    return undefined;
  }
};
