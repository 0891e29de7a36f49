import { compilePattern, type Pattern } from "../../../languages/patterns/compile-pattern";
import type { Test } from "./inspection";
import { onTexts } from "./match-text";
import { NotEmulated } from "./not-emulated";
import { type Json, textOf } from "./shapes";
import type { Stored } from "./stored";

/** @throws NotEmulated for what this machine's expressions do not know */
// fidelity: docs: waf-rule-statement-type-regex-match: up to 512 characters, PCRE without back references and the like
export const readPattern = (source: string): Pattern => {
  if (source === "" || source.length > 512) throw new Error("regexString must have 1 to 512 characters");
  const [, flags = "", rest = source] = /^\(\?([ims]+)\)([\s\S]*)$/.exec(source) ?? [];
  try {
    return compilePattern(rest, [...new Set(flags)].join(""), source);
  } catch {
    throw new NotEmulated(`the regular expression ${source}`);
  }
};

export const readPatterns = (sources: readonly string[]): readonly Pattern[] => sources.map(readPattern);

export const readRegexMatch = (statement: Json): Test => {
  const pattern = readPattern(textOf(statement.regexString));
  return onTexts(statement, (text) => pattern.test(text));
};

// fidelity: docs: waf-rule-statement-type-regex-pattern-set-match: one of the set's expressions is enough
export const readPatternSetReference = (statement: Json, stored: Stored): Test => {
  const arn = textOf(statement.arn);
  if (!stored.patterns(arn)) throw new Error(`the regex pattern set ${arn} does not exist`);
  return onTexts(statement, (text) => stored.patterns(arn)?.some((pattern) => pattern.test(text)) === true);
};
