import { headerValues, type WebRequest } from "./inspection";
import { NotEmulated } from "./not-emulated";
import { type Json, listOf, objectOf, only, textOf } from "./shapes";

/** The texts of a request that a statement looks at; a verdict when they are too long to look at. */
export type Field = (request: WebRequest) => readonly string[] | boolean;

// fidelity: docs: web-acl-setting-body-inspection-limit: 16 KB for API Gateway unless the web ACL asks for more
const MAX_BODY_BYTES = 16_384;

/** What `fieldToMatch` names. */
// fidelity: docs: waf-rule-statement-fields-list
export const readField = (value: unknown): Field => {
  const [name, options] = only(value, "fieldToMatch");
  const field = FIELDS[name];
  if (!field) throw new NotEmulated(`fieldToMatch ${name}`);
  return field(options);
};

const FIELDS: Readonly<Record<string, (options: Json) => Field>> = {
  uriPath: () => (request) => [request.path],
  queryString: () => (request) => [request.query],
  method: () => (request) => [request.method],
  singleHeader: ({ name }) => {
    const wanted = textOf(name);
    return (request) => headerValues(request, wanted);
  },
  singleQueryArgument: ({ name }) => {
    const wanted = textOf(name).toLowerCase();
    return ({ query }) => queryArguments(query).flatMap(([own, text]) => (own.toLowerCase() === wanted ? [text] : []));
  },
  allQueryArguments:
    () =>
    ({ query }) =>
      queryArguments(query).flat(),
  headers: (options) => readHeaders(options),
  body: ({ oversizeHandling }) => {
    return ({ body }) => {
      if (body.length <= MAX_BODY_BYTES) return [body.toString("latin1")];
      if (oversizeHandling === "MATCH") return true;
      if (oversizeHandling === "NO_MATCH") return false;
      return [body.toString("latin1", 0, MAX_BODY_BYTES)];
    };
  },
};

/** Names and values as sent: rules decode by a text transformation. */
const queryArguments = (query: string): (readonly [string, string])[] =>
  query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const mark = part.indexOf("=");
      return mark < 0 ? [part, ""] : [part.slice(0, mark), part.slice(mark + 1)];
    });

const readHeaders = (options: Json): Field => {
  const pattern = objectOf(options.matchPattern);
  const names = (value: unknown) =>
    Array.isArray(value) ? value.map((name) => textOf(name).toLowerCase()) : undefined;
  const [included, excluded] = [names(pattern.includedHeaders), names(pattern.excludedHeaders)];
  const scope = textOf(options.matchScope);
  return ({ headers }) =>
    headers.flatMap(([name, value]) => {
      const lower = name.toLowerCase();
      if (included && !included.includes(lower)) return [];
      if (excluded?.includes(lower)) return [];
      return [...(scope === "VALUE" ? [] : [lower]), ...(scope === "KEY" ? [] : [value])];
    });
};

/** `headers` comes as a list of one. */
export const singleField = (value: unknown): unknown => {
  const field = objectOf(value);
  return Array.isArray(field.headers) ? { ...field, headers: listOf(field.headers)[0] } : field;
};
