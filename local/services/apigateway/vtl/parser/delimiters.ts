import type { Expression } from "./ast";
import { parseOperand } from "./parse-parameter";
import type { Reader } from "./reader";

/** Before the arguments of a directive: Velocity looks over blanks and line ends. */
export const PARENTHESIS = /[ \t\n\r]*\(/y;
/** What `)`, `#else` and `#end` swallow: the rest of a line without text. */
export const LINE_END = /[ \t]*(?:\r\n|\n|\r)/y;

/** The arguments of a directive, separated by blanks or commas. Words are allowed and mean nothing. */
export function parseArguments(reader: Reader): Expression[] {
  reader.match(PARENTHESIS);
  const parsed: Expression[] = [];
  for (;;) {
    reader.match(/[ \t\n\r]*,?[ \t\n\r]*/y);
    if (reader.next === ")") break;
    const word = reader.match(/(?!(?:true|false)(?![A-Za-z0-9_@]))[A-Za-z_@][A-Za-z0-9_@]*/y);
    if (word === undefined) parsed.push(parseOperand(reader, "directive"));
  }
  closeParenthesis(reader, "the directive");
  return parsed;
}

export function openParenthesis(reader: Reader, name: string): void {
  if (reader.match(PARENTHESIS) === undefined) reader.fail(`${name} needs a parenthesis, found ${reader.found()}`);
  reader.skipBlanks();
}

export function closeParenthesis(reader: Reader, name: string): void {
  reader.skipBlanks();
  reader.expect(")", `to close ${name}`);
  reader.match(LINE_END);
}

export function parseEnd(reader: Reader, name: string): void {
  if (reader.match(/#(?:end(?![A-Za-z0-9_@])|\{end\})/y) === undefined) {
    reader.fail(`${name} is not closed by #end, found ${reader.found()}`);
  }
  reader.match(LINE_END);
}
