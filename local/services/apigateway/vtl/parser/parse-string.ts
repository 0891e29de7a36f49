import type { Expression } from "./ast";
import { parseTemplate } from "./parse-template";
import type { Reader } from "./reader";

/** A string in single or double quotes; the quote doubled stands for itself. Double-quoted ones are templates. */
export function parseString(reader: Reader): Expression | undefined {
  const quote = reader.next;
  if (quote !== '"' && quote !== "'") return undefined;
  const end = closingQuote(reader, quote);
  const raw = reader.text.slice(reader.at + 1, end);
  const interpolates = quote === '"' && /[$#]/.test(raw);
  const text = withoutDoubledQuotes(quote === '"' ? unescaped(reader, raw) : raw, quote);
  reader.at = end + 1;
  if (!interpolates) return { kind: "literal", value: text };
  // The blank lets a "$" or "#" end the string. After a comment there is no place for it.
  const padded = !text.includes("##");
  const inner = reader.inner(padded ? `${text} ` : text);
  const body = parseTemplate(inner);
  if (!inner.ended) inner.fail(`${inner.found()} in a string belongs to no directive`);
  return { kind: "interpolation", body, padded };
}

/** The longest match wins, as in Velocity's lexer: a doubled quote ends the string only if no later quote does. */
function closingQuote(reader: Reader, quote: string): number {
  const { text } = reader;
  let candidate = -1;
  for (let at = reader.at + 1; at < text.length; at++) {
    if (text[at] !== quote) continue;
    candidate = at;
    if (text[at + 1] !== quote) return at;
    at++;
  }
  if (candidate === -1) reader.fail("the string is not closed");
  return candidate;
}

function unescaped(reader: Reader, raw: string): string {
  if (!raw.includes("\\u")) return raw;
  return raw.replace(/\\u([0-9A-Fa-f]{4})?/g, (_whole, hex: string | undefined) => {
    if (hex === undefined) reader.fail("\\u needs four hexadecimal digits");
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
}

function withoutDoubledQuotes(text: string, quote: string): string {
  return text.replaceAll(quote + quote, quote);
}
