import { headerValues, type Inspection } from "./inspection";
import { handleOversize } from "./oversize";
import { type Json, listOf, objectOf, textOf } from "./shapes";

type Pairs = readonly (readonly [name: string, value: string])[];
type PairField = (inspection: Inspection) => readonly string[] | boolean;

// fidelity: docs: waf-oversize-request-components: the first 8 KB and 200 headers, and as much of cookies
const MAX_BYTES = 8_192;
const MAX_PAIRS = 200;

/** Headers that the pattern picks, by any case of their names. */
export const readHeaders = (options: Json): PairField => {
  const pattern = objectOf(options.matchPattern);
  const picks = picker(pattern.includedHeaders, pattern.excludedHeaders, (name) => name.toLowerCase());
  return ({ request }) =>
    inspected(request.headers, options, (pairs) =>
      pairs.map(([name, value]) => [name.toLowerCase(), value] as const).filter(([name]) => picks(name)),
    );
};

export const readCookies = (options: Json): PairField => {
  // The provider gives the pattern as a list of one.
  const pattern = listOf(options.matchPatterns)[0] ?? objectOf(options.matchPattern);
  const picks = picker(pattern.includedCookies, pattern.excludedCookies, (name) => name);
  return ({ request }) =>
    inspected(cookiesOf(headerValues(request, "Cookie")), options, (pairs) => pairs.filter(([name]) => picks(name)));
};

/** Names of the headers in the order that they came in, `host:user-agent:accept`. */
// fidelity: docs: waf-rule-statement-fields-list, Header order
export const readHeaderOrder = ({ oversizeHandling }: Json): PairField => {
  return ({ request }) => {
    const { kept, oversized } = withinLimits(request.headers);
    return handleOversize(oversized, oversizeHandling, [kept.map(([name]) => name).join(":")]);
  };
};

export const cookiesOf = (headers: readonly string[]): Pairs =>
  headers
    .flatMap((header) => header.split(";"))
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const mark = part.indexOf("=");
      return mark < 0 ? ([part, ""] as const) : ([part.slice(0, mark), part.slice(mark + 1)] as const);
    });

const picker = (included: unknown, excluded: unknown, normal: (name: string) => string) => {
  const names = (value: unknown) =>
    Array.isArray(value) ? new Set(value.map((name) => normal(textOf(name)))) : undefined;
  const [only, never] = [names(included), names(excluded)];
  return (name: string): boolean => (only ? only.has(name) : !never?.has(name));
};

const inspected = (pairs: Pairs, { matchScope, oversizeHandling }: Json, pick: (pairs: Pairs) => Pairs) => {
  const { kept, oversized } = withinLimits(pairs);
  const texts = pick(kept).flatMap(([name, value]) => [
    ...(matchScope === "VALUE" ? [] : [name]),
    ...(matchScope === "KEY" ? [] : [value]),
  ]);
  return handleOversize(oversized, oversizeHandling, texts);
};

const withinLimits = (pairs: Pairs): { readonly kept: Pairs; readonly oversized: boolean } => {
  let bytes = 0;
  const end = pairs.findIndex(([name, value], index) => {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    return bytes > MAX_BYTES || index >= MAX_PAIRS;
  });
  return end < 0 ? { kept: pairs, oversized: false } : { kept: pairs.slice(0, end), oversized: true };
};
