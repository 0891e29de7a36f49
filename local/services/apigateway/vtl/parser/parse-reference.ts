import type { Expression, Reference, Step } from "./ast";
import { parseIndexKey, parseParameter } from "./parse-parameter";
import type { Reader } from "./reader";

/** `${$a}` is a reference too, to a name that nothing has. */
const START = /\$!?(?:(\{)(\$!?)?)?([A-Za-z_][A-Za-z0-9_-]*)/y;
const NAME = /[A-Za-z_][A-Za-z0-9_-]*/y;
/** What may follow `name(` for it to be a call; anything else leaves a property and a bracket of text. */
const FIRST_IN_CALL = /\([ \t\n\r$"'[{)A-Za-z_0-9.-]/y;

/**
 * A reference, or undefined with the position unmoved where `$` is only a character.
 * The grammar is Velocity 1.7's (Parser.jjt): `-` belongs to names, a dot needs a letter behind it.
 */
export function parseReference(reader: Reader, backslashes = 0): Reference | undefined {
  const begin = reader.at;
  const start = reader.match(START);
  if (start === undefined) return undefined;
  const [opening, brace, inner = "", name = ""] = start;
  if (name === "true" || name === "false") reader.fail(`"${opening}" is no reference`);
  const steps = parseSteps(reader);
  if (brace !== undefined) reader.expect("}", `to close "${opening}"`);
  else endReference(reader, steps);
  return {
    kind: "reference",
    prefix: "\\".repeat(backslashes >> 1),
    escaped: backslashes % 2 === 1,
    source: reader.text.slice(begin, reader.at),
    root: inner + name,
    steps,
  };
}

function endReference(reader: Reader, steps: readonly Step[]): void {
  reader.referenceEnd = reader.at;
  if (steps.at(-1)?.kind === "property") reader.propertyEnd = reader.at;
}

/**
 * `{name}` right behind a reference without braces: another reference for the lexer, that prints its brace.
 * fidelity: docs: Parser.jjt of Velocity 1.7, lexical state REFERENCE
 */
export function parseTrailingBrace(reader: Reader): string | undefined {
  if (reader.at !== reader.referenceEnd) return undefined;
  const opening = reader.match(/\{(?:\$!?)?[A-Za-z_][A-Za-z0-9_-]*/y)?.[0];
  if (opening === undefined) return undefined;
  parseSteps(reader);
  reader.expect("}", `to close "${opening}"`);
  return "{";
}

export function parseSteps(reader: Reader): Step[] {
  const steps: Step[] = [];
  for (;;) {
    if (reader.take("[")) {
      steps.push({ kind: "index", key: reader.nested(() => parseIndexKey(reader)) });
    } else if (reader.sees(/\.[A-Za-z]/y)) {
      reader.at++;
      const name = reader.match(NAME)?.[0] ?? "";
      if (name === "true" || name === "false") reader.fail(`".${name}" is no property`);
      steps.push(
        reader.sees(FIRST_IN_CALL)
          ? { kind: "method", name, arguments: reader.nested(() => parseArguments(reader)) }
          : { kind: "property", name },
      );
    } else {
      return steps;
    }
  }
}

function parseArguments(reader: Reader): Expression[] {
  reader.expect("(", "to open the arguments");
  if (reader.take(")")) return [];
  const parsed: Expression[] = [];
  do parsed.push(parseParameter(reader, "call"));
  while (reader.take(","));
  reader.expect(")", "to close the arguments (no operators are allowed in them)");
  return parsed;
}
