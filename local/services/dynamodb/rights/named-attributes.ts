import { ExpressionError } from "../expressions/syntax";
import { tokensOf } from "../expressions/tokens";

const KEYWORDS = new Set(["AND", "OR", "NOT", "BETWEEN", "IN", "SET", "REMOVE", "ADD", "DELETE"]);

/** The attributes at the beginning of the paths of an expression, also of one that cannot be. */
export const attributesIn = (expression: string, names: Readonly<Record<string, string>> = {}): string[] => {
  try {
    const tokens = tokensOf(expression);
    return tokens.flatMap(({ kind, text }, at) => {
      if (kind !== "word" && kind !== "namePlaceholder") return [];
      if (tokens[at - 1]?.text === "." || tokens[at + 1]?.text === "(" || KEYWORDS.has(text.toUpperCase())) return [];
      return [kind === "word" ? text : Object.hasOwn(names, text) ? (names[text] ?? text) : text];
    });
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
};
