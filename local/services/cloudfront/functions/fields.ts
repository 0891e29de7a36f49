import type { Field, Fields } from "./event";

type Value = { value: string; attributes?: string };

/** The fields of name and value pairs, in order. What occurs twice has all in `multiValue`. */
export const fieldsOf = (pairs: Iterable<readonly [name: string, value: Value]>): Fields => {
  const fields: Fields = Object.create(null);
  for (const [name, value] of pairs) {
    const first = fields[name];
    fields[name] = first ? { ...first, multiValue: [...valuesOf(first), value] } : value;
  }
  return { ...fields };
};

/** All values of a field. */
export const valuesOf = ({ multiValue, ...only }: Field): readonly Value[] => multiValue ?? [only];

// fidelity: docs: "CloudFront Functions event structure": values are not decoded, a parameter without value is empty
export const readQuery = (query: string): Fields =>
  fieldsOf(pairsOf(query, "&").map(([name, value]) => [name, { value }]));

/** The query string of fields, without `?`. A parameter that came without `=` goes without. */
export const writeQuery = (fields: Fields): string =>
  Object.entries(fields)
    .flatMap(([name, field]) => valuesOf(field).map(({ value }) => (value === "" ? name : `${name}=${value}`)))
    .join("&");

/** The cookies of a `Cookie` header. */
export const readCookies = (header: string): Fields =>
  fieldsOf(pairsOf(header, ";").map(([name, value]) => [name, { value }]));

/** The `Cookie` header of cookies; "" where there are none. */
export const writeCookies = (cookies: Fields): string =>
  Object.entries(cookies)
    .flatMap(([name, cookie]) => valuesOf(cookie).map(({ value }) => `${name}=${value}`))
    .join("; ");

/** The cookies of `Set-Cookie` headers. */
export const readSetCookies = (headers: readonly string[]): Fields =>
  fieldsOf(
    headers.map((header) => {
      const end = header.indexOf(";");
      const [name, value] = pairOf((end < 0 ? header : header.slice(0, end)).trim());
      const attributes = end < 0 ? "" : header.slice(end + 1).trim();
      return [name, attributes ? { value, attributes } : { value }];
    }),
  );

/** The `Set-Cookie` headers of cookies. */
export const writeSetCookies = (cookies: Fields): string[] =>
  Object.entries(cookies).flatMap(([name, cookie]) =>
    valuesOf(cookie).map(({ value, attributes }) => `${name}=${value}${attributes ? `; ${attributes}` : ""}`),
  );

const pairsOf = (text: string, separator: string): [string, string][] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean)
    .map(pairOf);

const pairOf = (text: string): [name: string, value: string] => {
  const equal = text.indexOf("=");
  return equal < 0 ? [text, ""] : [text.slice(0, equal), text.slice(equal + 1)];
};
