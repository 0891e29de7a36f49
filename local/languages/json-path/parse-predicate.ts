import type { Value } from "../java/value";
import { JsonError, parseJson } from "../json/parse-json";
import { type PathScanner, unquoted } from "./parse-path";
import type { Operand, PathOperand, Predicate } from "./path";

const OPERATOR =
  /\s*(===|!==|==|!=|<=|>=|=~|<|>|(?:in|nin|contains|size|empty|subsetof|anyof|noneof|all)(?![A-Za-z0-9]))/iy;

/** At the opening parenthesis of a filter. */
export function parsePredicate(scanner: PathScanner): Predicate {
  scanner.skipBlanks();
  if (scanner.match(/\(/y) === undefined) scanner.fail("a filter begins with (");
  const predicate = parseAny(scanner);
  if (scanner.match(/\s*\)/y) === undefined) scanner.fail("a filter needs ) at its end");
  return predicate;
}

function parseAny(scanner: PathScanner): Predicate {
  const operands = [parseAll(scanner)];
  while (scanner.match(/\s*\|\|/y) !== undefined) operands.push(parseAll(scanner));
  return single(operands) ?? { kind: "or", operands };
}

function parseAll(scanner: PathScanner): Predicate {
  const operands = [parseOne(scanner)];
  while (scanner.match(/\s*&&/y) !== undefined) operands.push(parseOne(scanner));
  return single(operands) ?? { kind: "and", operands };
}

function single(operands: readonly Predicate[]): Predicate | undefined {
  return operands.length === 1 ? operands[0] : undefined;
}

function parseOne(scanner: PathScanner): Predicate {
  scanner.skipBlanks();
  if (scanner.match(/!/y) !== undefined) return { kind: "not", operand: deeper(scanner, parseOne) };
  if (scanner.text.charAt(scanner.at) === "(") return deeper(scanner, parsePredicate);
  const left = parseOperand(scanner);
  const operator = scanner.match(OPERATOR)?.[1]?.toLowerCase();
  if (operator !== undefined) return { kind: "compare", operator, left, right: parseOperand(scanner) };
  if (left.kind !== "path") return scanner.fail("a condition is a path or a comparison");
  return { kind: "exists", operand: left };
}

function deeper<T>(scanner: PathScanner, parse: (inner: PathScanner) => T): T {
  const inner = scanner.deeper();
  const parsed = parse(inner);
  scanner.at = inner.at;
  return parsed;
}

function parseOperand(scanner: PathScanner): Operand {
  scanner.skipBlanks();
  const start = scanner.match(/[$@]/y)?.[0];
  if (start !== undefined) {
    const inner = scanner.deeper();
    const operand: PathOperand = { kind: "path", fromRoot: start === "$", path: inner.tokens() };
    scanner.at = inner.at;
    return operand;
  }
  const pattern = scanner.match(/\/((?:[^/\\]|\\[\s\S])*)\/([idmsuxU]*)/y);
  if (pattern !== undefined) return { kind: "pattern", pattern: withFlags(pattern[1] ?? "", pattern[2] ?? "") };
  const text = scanner.match(/'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"/y)?.[0];
  if (text !== undefined) return { kind: "value", value: unquoted(text) };
  const literal = scanner.match(/-?[0-9][0-9.eE+-]*|true|false|null|\[[^\]]*\]|\{[^}]*\}/y)?.[0];
  if (literal === undefined) return scanner.fail("a value is missing");
  return { kind: "value", value: json(scanner, literal) };
}

function withFlags(pattern: string, flags: string): string {
  const known = flags.replace(/[^ims]/g, "");
  return known === "" ? pattern : `(?${known})${pattern}`;
}

function json(scanner: PathScanner, text: string): Value {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonError) return scanner.fail(error.message);
    throw error;
  }
}
