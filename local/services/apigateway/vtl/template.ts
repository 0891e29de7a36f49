import { ExpressionError } from "../../../languages/expression-error";
import type { Block } from "./parser/ast";
import { parseTemplate } from "./parser/parse-template";
import { Reader } from "./parser/reader";
import { MAX_TEMPLATE } from "./template-bounds";

/** A parsed mapping template. */
export interface Template {
  readonly block: Block;
}

/** Templates kept parsed: more than the 300 resources of an API have. */
const CACHE_SIZE = 2000;
const cache = new Map<string, Template>();

/**
 * Parses a mapping template (Velocity 1.7 as API Gateway runs it), at most 300 KB. The same text is parsed once.
 *
 * @throws ExpressionError with line and column
 */
export function compile(text: string): Template {
  const known = cache.get(text);
  if (known !== undefined) return known;
  if (text.length > MAX_TEMPLATE)
    throw new ExpressionError(`a mapping template has at most ${MAX_TEMPLATE} characters`);
  const reader = new Reader(text);
  const block = parseTemplate(reader);
  if (!reader.ended) reader.fail(`${reader.found()} belongs to no #if, #foreach or #define`);
  const template = { block };
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(text, template);
  return template;
}
