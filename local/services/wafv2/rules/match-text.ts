import { readField } from "./fields";
import type { Test } from "./inspection";
import { type Json, textOf } from "./shapes";
import { readTransformations } from "./transformations";

/** A statement that looks at the texts of one field. */
export const onTexts = (statement: Json, matches: (text: string) => boolean): Test => {
  const field = readField(statement.fieldToMatch);
  const transform = readTransformations(statement.textTransformations);
  return (inspection) => {
    const texts = field(inspection);
    return typeof texts === "boolean" ? texts : texts.some((text) => matches(transform(text)));
  };
};

// fidelity: docs: waf-rule-statement-type-string-match
const POSITIONS: Readonly<Record<string, (text: string, searched: string) => boolean>> = {
  EXACTLY: (text, searched) => text === searched,
  STARTS_WITH: (text, searched) => text.startsWith(searched),
  ENDS_WITH: (text, searched) => text.endsWith(searched),
  CONTAINS: (text, searched) => text.includes(searched),
  CONTAINS_WORD: (text, searched) => containsWord(text, searched),
};

const isWordCharacter = (char: string | undefined): boolean => char !== undefined && /[A-Za-z0-9_]/.test(char);

const containsWord = (text: string, searched: string): boolean => {
  for (let at = text.indexOf(searched); at >= 0; at = text.indexOf(searched, at + 1)) {
    if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + searched.length])) return true;
  }
  return false;
};

export const readByteMatch = (statement: Json): Test => {
  const searched = textOf(statement.searchString);
  const position = POSITIONS[textOf(statement.positionalConstraint)];
  if (!position) throw new Error(`positionalConstraint "${textOf(statement.positionalConstraint)}" is none of WAF's`);
  if (searched === "" || searched.length > 200) throw new Error("searchString must have 1 to 200 characters");
  return onTexts(statement, (text) => position(text, searched));
};

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  EQ: (a, b) => a === b,
  NE: (a, b) => a !== b,
  LE: (a, b) => a <= b,
  LT: (a, b) => a < b,
  GE: (a, b) => a >= b,
  GT: (a, b) => a > b,
};

// fidelity: docs: waf-rule-statement-type-size-constraint-match: bytes after the text transformations
export const readSizeConstraint = (statement: Json): Test => {
  const compare = COMPARISONS[textOf(statement.comparisonOperator)];
  if (!compare) throw new Error(`comparisonOperator "${textOf(statement.comparisonOperator)}" is none of WAF's`);
  const size = Number(statement.size);
  const bytes = "body" in (statement.fieldToMatch as object) ? "latin1" : "utf8";
  return onTexts(statement, (text) => compare(Buffer.byteLength(text, bytes), size));
};
