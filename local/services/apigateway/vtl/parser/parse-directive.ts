import type { Block, Branch, Node } from "./ast";
import { closeParenthesis, LINE_END, openParenthesis, PARENTHESIS, parseArguments, parseEnd } from "./delimiters";
import { parseComment } from "./parse-comment";
import { parseExpression } from "./parse-expression";
import { parseParameter } from "./parse-parameter";
import { parseReference } from "./parse-reference";
import { parseTemplate } from "./parse-template";
import type { Reader } from "./reader";

/** `#set(` with the blanks before it, which it swallows. */
export const SET = /[ \t]*#(?:set|\{set\}) *\(/y;

const WORD = /#(?:\{([A-Za-z_][A-Za-z0-9_@]*)\}|([A-Za-z_@][A-Za-z0-9_@]*))/y;

const CONTROL = new Set([
  "if",
  "elseif",
  "else",
  "end",
  "set",
  "foreach",
  "define",
  "macro",
  "break",
  "stop",
  "literal",
]);

/** Is `#word` or `#{word}` a directive, so that backslashes escape it? */
export function isControl(word: string): boolean {
  return CONTROL.has(word.replace(/[#{}]/g, ""));
}

/** At `#`. Undefined: an `#end`, `#else` or `#elseif` stands here and belongs to an outer directive. */
export function parseDirective(reader: Reader): Node | string | undefined {
  const comment = parseComment(reader);
  if (comment !== undefined) return comment;
  const begin = reader.at;
  const word = reader.match(WORD);
  if (word === undefined) {
    reader.at++;
    // fidelity: observed: a lone "#" at the end answers 500 on AWS
    if (reader.ended) reader.fail('a "#" cannot end the template');
    return "#";
  }
  const name = word[1] ?? word[2] ?? "";
  if (name === "end" || name === "else" || name === "elseif") {
    reader.at = begin;
    return undefined;
  }
  return reader.nested(() => parseNamed(reader, name, begin));
}

function parseNamed(reader: Reader, name: string, begin: number): Node | string {
  switch (name) {
    case "if":
      return parseIf(reader);
    case "foreach":
      return parseForeach(reader);
    case "define":
      return parseDefine(reader);
    case "break":
      return { kind: "break", scope: reader.sees(PARENTHESIS) ? parseArguments(reader)[0] : undefined };
    case "stop":
      if (reader.sees(PARENTHESIS)) parseArguments(reader);
      return { kind: "stop" };
    case "macro":
      return parseMacro(reader);
    case "literal":
      return parseLiteral(reader);
    default:
      return parseUnknown(reader, name, begin);
  }
}

export function parseSet(reader: Reader): Node {
  reader.match(SET);
  reader.skipBlanks();
  const target = parseReference(reader);
  if (target === undefined) reader.fail(`#set assigns to a reference, found ${reader.found()}`);
  reader.skipBlanks();
  if (reader.sees(/==/y)) reader.fail("#set assigns with a single =");
  reader.expect("=", "in #set");
  const value = parseExpression(reader);
  closeParenthesis(reader, "#set");
  return { kind: "set", target, value };
}

function parseIf(reader: Reader): Node {
  const branches: Branch[] = [parseBranch(reader, "#if")];
  while (reader.match(/#(?:elseif(?![A-Za-z0-9_@])|\{elseif\})/y) !== undefined) {
    branches.push(parseBranch(reader, "#elseif"));
  }
  let otherwise: Block | undefined;
  if (reader.match(/#(?:else(?![A-Za-z0-9_@])|\{else\})/y) !== undefined) {
    reader.match(LINE_END);
    otherwise = parseTemplate(reader);
  }
  parseEnd(reader, "#if");
  return { kind: "if", branches, otherwise };
}

function parseBranch(reader: Reader, name: string): Branch {
  openParenthesis(reader, name);
  const condition = parseExpression(reader);
  closeParenthesis(reader, name);
  return { condition, body: parseTemplate(reader) };
}

function parseForeach(reader: Reader): Node {
  openParenthesis(reader, "#foreach");
  const element = parseReference(reader);
  if (element === undefined) reader.fail("#foreach begins with the reference of its element");
  reader.skipBlanks();
  if (reader.match(/in(?![A-Za-z0-9_@])/y) === undefined) reader.fail('#foreach needs "in" after its element');
  const list = parseParameter(reader, "directive");
  closeParenthesis(reader, "#foreach");
  const body = parseTemplate(reader);
  parseEnd(reader, "#foreach");
  return { kind: "foreach", variable: element.root, list, body };
}

function parseDefine(reader: Reader): Node {
  openParenthesis(reader, "#define");
  const name = parseReference(reader);
  if (name === undefined) reader.fail("#define names its block by a reference");
  reader.skipBlanks();
  closeParenthesis(reader, "#define");
  const body = parseTemplate(reader);
  parseEnd(reader, "#define");
  return { kind: "define", name: name.root, body };
}

/**
 * A macro is parsed and forgotten; its calls stay as text.
 * fidelity: observed: #macro recorded on AWS: the definition prints nothing, "#name()" prints itself
 */
function parseMacro(reader: Reader): string {
  if (!reader.sees(PARENTHESIS)) reader.fail("#macro needs a name in parentheses");
  parseArguments(reader);
  parseTemplate(reader);
  parseEnd(reader, "#macro");
  return "";
}

function parseLiteral(reader: Reader): string {
  if (!reader.sees(PARENTHESIS)) return "#literal";
  parseArguments(reader);
  const begin = reader.at;
  parseTemplate(reader);
  const raw = reader.text.slice(begin, reader.at);
  parseEnd(reader, "#literal");
  return raw;
}

/**
 * Not a directive of API Gateway: its text stays, arguments and line end included. So do #parse, #include and #evaluate.
 * fidelity: observed: #evaluate($x), #return($x) and calls of macros recorded on AWS; #parse and #include: guess
 */
function parseUnknown(reader: Reader, name: string, begin: number): string {
  const called = reader.sees(PARENTHESIS);
  if (called) parseArguments(reader);
  if (called && name.startsWith("@")) {
    parseTemplate(reader);
    parseEnd(reader, `#${name}`);
  }
  return reader.text.slice(begin, reader.at);
}
