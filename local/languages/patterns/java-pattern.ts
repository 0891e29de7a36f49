import { compilePattern, type Pattern } from "./compile-pattern";
import { PatternError } from "./pattern-error";
import { translateJava } from "./translate-java";

/**
 * A pattern of java.util.regex, that has to fit the `whole` text (`String.matches`) or is looked for in it.
 *
 * @throws PatternError for one that Java refuses, or that has what JavaScript lacks
 */
export const javaPattern = (pattern: string, whole: boolean): Pattern => {
  const { source, flags } = translateJava(pattern, whole);
  try {
    return compilePattern(source, flags, pattern);
  } catch {
    throw new PatternError(`java.util.regex.PatternSyntaxException: ${pattern.slice(0, 80)}`);
  }
};
