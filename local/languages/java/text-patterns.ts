import { MAX_TEXT } from "../bounds";
import { ExpressionError } from "../expression-error";
import type { Pattern } from "../patterns/compile-pattern";
import { javaPattern } from "../patterns/java-pattern";
import { PatternError } from "../patterns/pattern-error";
import { PatternExcess } from "../patterns/pattern-excess";

/** Patterns kept compiled; templates are few and so are their patterns. */
const CACHE_SIZE = 500;

const cache = new Map<string, Pattern>();

export function matches(text: string, pattern: string): boolean {
  return run(pattern, true, (compiled) => compiled.test(text));
}

export function replaceAll(text: string, pattern: string, replacement: string): string {
  return replace(text, pattern, replacement, true);
}

export function replaceFirst(text: string, pattern: string, replacement: string): string {
  return replace(text, pattern, replacement, false);
}

/** `String.split`: a limit of 0 drops empty pieces at the end; an empty match at the beginning makes no piece. */
export function split(text: string, pattern: string, limit: number): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const match of found(text, pattern)) {
    if (limit > 0 && pieces.length === limit - 1) break;
    const at = match.index;
    if (at === 0 && match[0] === "") continue;
    pieces.push(text.slice(from, at));
    from = at + match[0].length;
  }
  if (from === 0 && pieces.length === 0) return [text];
  pieces.push(text.slice(from));
  if (limit === 0) while (pieces.at(-1) === "") pieces.pop();
  return pieces;
}

function replace(text: string, pattern: string, replacement: string, all: boolean): string {
  const matchesFound = found(text, pattern);
  // Java reads the replacement at the first match: without one a broken replacement does no harm.
  const parts = matchesFound.length === 0 ? [] : replacementParts(replacement);
  let replaced = "";
  let from = 0;
  for (const match of all ? matchesFound : matchesFound.slice(0, 1)) {
    replaced += text.slice(from, match.index) + parts.map((part) => part(match)).join("");
    from = match.index + match[0].length;
    if (replaced.length > MAX_TEXT) throw new ExpressionError(`a replacement makes more than ${MAX_TEXT} characters`);
  }
  return replaced + text.slice(from);
}

function found(text: string, pattern: string): RegExpExecArray[] {
  return run(pattern, false, (compiled) => compiled.matchAll(text));
}

type Part = (match: RegExpExecArray) => string;

/** `$1`, `${name}` and backslashes as Java reads them. */
function replacementParts(replacement: string): Part[] {
  const parts: Part[] = [];
  const expression = /\\([\s\S])|\$\{([A-Za-z][A-Za-z0-9]*)\}|\$([0-9])|([^\\$]+)|([\s\S])/gy;
  for (const [, escaped, name, digit, plain] of replacement.matchAll(expression)) {
    const text = escaped ?? plain;
    if (text !== undefined) parts.push(() => text);
    else if (name !== undefined)
      parts.push((match) => group(match.groups !== undefined && name in match.groups, match.groups?.[name]));
    else if (digit !== undefined) parts.push((match) => group(Number(digit) < match.length, match[Number(digit)]));
    else
      throw new ExpressionError(
        `java.lang.IllegalArgumentException: Illegal group reference in ${JSON.stringify(replacement)}`,
      );
  }
  return parts;
}

function group(exists: boolean, text: string | undefined): string {
  if (!exists) throw new ExpressionError("java.lang.IndexOutOfBoundsException: No group of that name or number");
  return text ?? "";
}

/** The pattern itself may be a client's. */
function run<Result>(pattern: string, whole: boolean, match: (compiled: Pattern) => Result): Result {
  try {
    return match(compile(pattern, whole));
  } catch (error) {
    if (error instanceof PatternError || error instanceof PatternExcess) throw new ExpressionError(error.message);
    throw error;
  }
}

function compile(pattern: string, whole: boolean): Pattern {
  const key = (whole ? "=" : "~") + pattern;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const compiled = javaPattern(pattern, whole);
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(key, compiled);
  return compiled;
}
