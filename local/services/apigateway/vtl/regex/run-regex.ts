import { createContext, Script } from "node:vm";
import { MAX_TEXT } from "../limits";
import { TemplateError } from "../template-error";
import { translateRegex } from "./translate-regex";

/** Patterns kept compiled; templates are few and so are their patterns. */
const CACHE_SIZE = 500;
/** How long one method may match: backtracking has no other bound. Ours; AWS ends the whole request after 29 s. */
const TIMEOUT_MS = 250;

interface Compiled {
  readonly expression: RegExp;
  /** Cannot backtrack for long on a short text. */
  readonly harmless: boolean;
}

const cache = new Map<string, Compiled>();

export function matches(text: string, pattern: string): boolean {
  const compiled = compile(pattern, true);
  return bounded(compiled, text, () => {
    compiled.expression.lastIndex = 0;
    return compiled.expression.test(text);
  });
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
    if (replaced.length > MAX_TEXT) throw new TemplateError(`a replacement makes more than ${MAX_TEXT} characters`);
  }
  return replaced + text.slice(from);
}

function found(text: string, pattern: string): RegExpExecArray[] {
  const compiled = compile(pattern, false);
  return bounded(compiled, text, () => [...text.matchAll(compiled.expression)]);
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
      throw new TemplateError(
        `java.lang.IllegalArgumentException: Illegal group reference in ${JSON.stringify(replacement)}`,
      );
  }
  return parts;
}

function group(exists: boolean, text: string | undefined): string {
  if (!exists) throw new TemplateError("java.lang.IndexOutOfBoundsException: No group of that name or number");
  return text ?? "";
}

function compile(pattern: string, whole: boolean): Compiled {
  const key = (whole ? "=" : "~") + pattern;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const expression = translateRegex(pattern, whole);
  const unbounded = pattern.match(/[*+]|,[0-9]*\}/g)?.length ?? 0;
  const compiled = { expression, harmless: unbounded <= 2 && !/\)[*+{]/.test(pattern) };
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(key, compiled);
  return compiled;
}

const sandbox: { run: () => unknown } = { run: () => undefined };
const context = createContext(sandbox);
const guarded = new Script("run()");

/** Runs a match, with a deadline where backtracking could take long. */
function bounded<T>(compiled: Compiled, text: string, run: () => T): T {
  if (compiled.harmless && text.length <= 1000) return run();
  let result: { value: T } | undefined;
  sandbox.run = () => {
    result = { value: run() };
  };
  try {
    guarded.runInContext(context, { timeout: TIMEOUT_MS });
  } catch (error) {
    if (error instanceof TemplateError) throw error;
    throw new TemplateError(`a pattern took more than ${TIMEOUT_MS} ms: ${compiled.expression.source.slice(0, 80)}`);
  } finally {
    sandbox.run = () => undefined;
  }
  if (result === undefined) throw new TemplateError("a pattern gave no result");
  return result.value;
}
