import { readBody, readJsonBody } from "./body-fields";
import { headerValues, type Inspection } from "./inspection";
import { NotEmulated } from "./not-emulated";
import { readCookies, readHeaderOrder, readHeaders } from "./pair-fields";
import { type Json, listOf, objectOf, only, textOf } from "./shapes";

/** The texts of a request that a statement looks at; a verdict when they are too long to look at. */
export type Field = (inspection: Inspection) => readonly string[] | boolean;

/** What `fieldToMatch` names. */
// fidelity: docs: waf-rule-statement-fields-list
export const readField = (value: unknown): Field => {
  const [name, options] = only(singleField(value), "fieldToMatch");
  const field = FIELDS[name];
  if (!field) throw new NotEmulated(`fieldToMatch ${name}`);
  return field(options);
};

const FIELDS: Readonly<Record<string, (options: Json) => Field>> = {
  uriPath:
    () =>
    ({ request }) => [request.path],
  queryString:
    () =>
    ({ request }) => [request.query],
  method:
    () =>
    ({ request }) => [request.method],
  singleHeader: ({ name }) => {
    const wanted = textOf(name);
    return ({ request }) => headerValues(request, wanted);
  },
  singleQueryArgument: ({ name }) => {
    const wanted = textOf(name);
    return ({ request }) => argumentValues(request.query, wanted);
  },
  allQueryArguments:
    () =>
    ({ request }) =>
      queryArguments(request.query).flat(),
  headers: readHeaders,
  headerOrders: readHeaderOrder,
  cookies: readCookies,
  body: readBody,
  jsonBody: readJsonBody,
};

/** Values of a query argument, by any case of its name. */
export const argumentValues = (query: string, wanted: string): string[] =>
  queryArguments(query).flatMap(([own, text]) => (own.toLowerCase() === wanted.toLowerCase() ? [text] : []));

/** Names and values as sent: rules decode by a text transformation. */
const queryArguments = (query: string): (readonly [string, string])[] =>
  query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const mark = part.indexOf("=");
      return mark < 0 ? [part, ""] : [part.slice(0, mark), part.slice(mark + 1)];
    });

/** `headers` and `headerOrders` come as lists of one. */
const singleField = (value: unknown): unknown =>
  Object.fromEntries(
    Object.entries(objectOf(value)).map(([name, field]) => [name, Array.isArray(field) ? listOf(field)[0] : field]),
  );
