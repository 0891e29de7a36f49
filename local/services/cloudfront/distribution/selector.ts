import { objectOf, textOf } from "../../../languages/json/json-object";
import { ANY, fitsWildcards, ONE, type WildcardPart } from "../../../languages/wildcard";

/** Which names of a request are taken: parameters, cookies. Names are compared as they are written. */
export interface Selector {
  readonly kind: "none" | "all" | "whitelist" | "allExcept";
  readonly names: readonly string[];
  takes(name: string): boolean;
}

export const selector = (kind: Selector["kind"], names: readonly string[] = []): Selector => {
  const exact = new Set(names);
  // fidelity: docs: DownloadDistValuesWhitelistCookies: `*` and `?` stand for other characters
  const patterns = names.filter((name) => /[*?]/.test(name)).map(wildcardParts);
  const listed = (name: string) => exact.has(name) || patterns.some((parts) => fitsWildcards(parts, name));
  const takes = {
    none: () => false,
    all: () => true,
    whitelist: listed,
    allExcept: (name: string) => !listed(name),
  }[kind];
  return { kind, names, takes };
};

/** `*`: any characters, `?`: one. */
export const wildcardParts = (pattern: string): WildcardPart[] =>
  [...pattern].map((char) => (char === "*" ? ANY : char === "?" ? ONE : char));

const KINDS: readonly string[] = ["none", "all", "whitelist", "allExcept"];

/** Of a policy's part: `{ queryStringBehavior, queryStrings: { items } }`. */
export const readSelector = (value: unknown, behavior: string, list: string): Selector => {
  const part = objectOf(value);
  const kind = textOf(part[behavior]) ?? "none";
  return selector((KINDS.includes(kind) ? kind : "none") as Selector["kind"], itemsOf(part[list]));
};

/** Texts of a list, or of `{ items }`. */
export const itemsOf = (value: unknown): readonly string[] => {
  const items = Array.isArray(value) ? value : objectOf(value).items;
  return Array.isArray(items) ? items.map(String) : [];
};
