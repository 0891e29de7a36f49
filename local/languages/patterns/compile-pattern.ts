import { type AST, parseRegExpLiteral } from "@eslint-community/regexpp";
import { longestWithin } from "./backtracking";
import { interrupted, measured } from "./limit";
import { LinearEngine } from "./linear-engine";

/** A regular expression that somebody else wrote, safe to run on what yet another one sends. */
export interface Pattern {
  /** @throws PatternExcess */
  test(text: string): boolean;
  /** All matches from left to right. @throws PatternExcess */
  matchAll(text: string): RegExpExecArray[];
}

/** Longer ones are not looked into: they run until they are interrupted. */
const LONGEST_PATTERN = 10_000;

/** As quick as the linear engine: not even measured. */
const quickSteps = (length: number): number => 256 + 32 * length;
/** A fraction of a millisecond. */
const boundedSteps = (): number => 100_000;

/**
 * Compiles a pattern in the words of JavaScript; `written` is what messages show for it. It runs in JavaScript's own
 * engine where that ends soon whatever the text, else in one that takes linear time, else until a limit. All find the same.
 *
 * @throws SyntaxError for what is no pattern
 */
export const compilePattern = (source: string, flags = "", written = source): Pattern => {
  const expression = new RegExp(source, `${flags}g`);
  const literal = parse(expression);
  const quick = literal ? longestWithin(literal, quickSteps) : 0;
  const bounded = literal ? longestWithin(literal, boundedSteps) : 0;
  let engine: LinearEngine | undefined;
  const linear = (): LinearEngine | undefined => {
    engine ??= literal && LinearEngine.of(literal);
    return engine;
  };
  const limited = <Result>(text: string, isShort: boolean, run: () => Result): Result => {
    if (isShort) return measured(written, text, run);
    try {
      return interrupted(written, text, run);
    } catch (error) {
      // It may have been stopped in the middle of anything.
      engine = undefined;
      throw error;
    }
  };
  const test = (text: string): boolean => {
    expression.lastIndex = 0;
    return expression.test(text);
  };
  const matchAll = (text: string): RegExpExecArray[] => [...text.matchAll(expression)];
  return {
    test(text) {
      if (text.length <= quick) return test(text);
      const found = linear();
      if (found) return limited(text, found.isLight(text), () => found.test(text));
      return limited(text, text.length <= bounded, () => test(text));
    },
    matchAll(text) {
      if (text.length <= quick) return matchAll(text);
      if (text.length <= bounded) return limited(text, true, () => matchAll(text));
      const found = linear();
      // Even so each match may look through all that follows.
      if (found?.isLight(text) && found.findsSamePlaces(text)) return limited(text, false, () => found.matchAll(text));
      return limited(text, false, () => matchAll(text));
    },
  };
};

const parse = (expression: RegExp): AST.RegExpLiteral | undefined => {
  if (expression.source.length > LONGEST_PATTERN) return undefined;
  try {
    return parseRegExpLiteral(expression);
  } catch {
    // Nested deeper than the parser can follow, or newer than it knows.
    return undefined;
  }
};
