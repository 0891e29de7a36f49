import type { Block, Node } from "./ast";
import { isControl, parseDirective, parseSet, SET } from "./parse-directive";
import { parseReference, parseTrailingBrace } from "./parse-reference";
import type { Reader } from "./reader";

/** The bang before a directive that swallows the "$". */
const SWALLOWING = /!?(?=#(?:\{(?:if|elseif|else|end)\}|(?:if|elseif|else|end)(?![A-Za-z0-9_@])))/y;
const TEXT = /[^$#\\]+/y;
const ESCAPED_WORD = /\\#(?:\{[A-Za-z_][A-Za-z0-9_@]*\}|[A-Za-z_@][A-Za-z0-9_@]*)/y;

/** Parses up to the end or to an `#end`, `#else` or `#elseif`, which is left for the caller. */
export function parseTemplate(reader: Reader): Block {
  const nodes: Node[] = [];
  while (!reader.ended) {
    const parsed = parseStatement(reader);
    if (parsed === undefined) break;
    add(nodes, parsed);
  }
  return nodes;
}

function add(nodes: Node[], parsed: Node | string): void {
  const node: Node = typeof parsed === "string" ? { kind: "text", text: parsed } : parsed;
  if (node.kind !== "text") {
    nodes.push(node);
    return;
  }
  if (node.text === "") return;
  const last = nodes.at(-1);
  if (last?.kind === "text") nodes[nodes.length - 1] = { kind: "text", text: last.text + node.text };
  else nodes.push(node);
}

/**
 * One token's worth. Blanks before `#set` vanish only where they begin a token, not behind text: Velocity 1.7's lexer.
 * fidelity: observed: mapping templates with indented #set recorded on AWS
 */
function parseStatement(reader: Reader): Node | string | undefined {
  if (reader.sees(SET)) return parseSet(reader);
  switch (reader.next) {
    case "$":
      return parseDollar(reader, 0);
    case "#":
      return parseDirective(reader);
    case "\\":
      return parseBackslashes(reader);
    default:
      return parseTrailingBrace(reader) ?? reader.match(TEXT)?.[0] ?? "";
  }
}

function parseDollar(reader: Reader, backslashes: number): Node | string {
  const reference = parseReference(reader, backslashes);
  if (reference !== undefined) return reference;
  const kept = "\\".repeat(backslashes);
  reader.at++;
  // fidelity: observed: "Hello $" answers 500 on AWS
  if (reader.ended || (reader.next === "!" && reader.at + 1 === reader.text.length)) {
    reader.fail('a "$" cannot end the template');
  }
  // The lexer makes "$" and the "#" behind it one token, of which nothing is printed.
  if (reader.match(SWALLOWING) !== undefined) return "";
  // Velocity's lexer drops the bang of "$!" before most of what makes it no reference.
  if (reader.next === "!" && !reader.sees(/!(?:[[{}]|\\*\$|##|#\{?[A-Za-z_@])/y)) reader.at++;
  return `${kept}$`;
}

/** Backslashes escape only what they touch: a reference, or a directive that exists. */
function parseBackslashes(reader: Reader): Node | string {
  const run = reader.match(/\\+/y)?.[0] ?? "";
  if (reader.next === "$") return parseDollar(reader, run.length);
  if (reader.next !== "#") return run;
  if (run.length % 2 === 1) {
    reader.at--;
    const word = reader.match(ESCAPED_WORD)?.[0];
    if (word === undefined) reader.at++;
    else return (isControl(word.slice(1)) ? "\\".repeat(run.length >> 1) : run) + word.slice(1);
    return run;
  }
  const name = /#(?:\{[A-Za-z_][A-Za-z0-9_@]*\}|[A-Za-z_@][A-Za-z0-9_@]*)/y;
  name.lastIndex = reader.at;
  const word = name.exec(reader.text)?.[0];
  return word !== undefined && isControl(word) && !reader.sees(SET) ? "\\".repeat(run.length >> 1) : run;
}
