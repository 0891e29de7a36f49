import { ArgsError } from "./args/args-error";

/**
 * A value of a request, as a route's own words name it: `"path.ticketId"`, `"query.city"`, `"header.x-tenant"`,
 * `"body.ticketId"`, or what the gateway itself knows, `"context.authorizer.claims.sub"`, `"context.requestId"`.
 */
export type RequestValue = `${"path" | "query" | "header" | "body" | "context"}.${string}`;

const PLACES = { path: "path", query: "querystring", header: "header" } as const;

/**
 * The reference of a mapping template that reads it; one that is missing reads as nothing.
 *
 * Not `$input.params('x')`, which takes a header of that name where the query has none.
 *
 * @throws {ArgsError} for what names no value.
 */
export const reference = (component: string, at: string, value: RequestValue): string => {
  const [, place = "", name = ""] = /^(path|query|header|body|context)\.([A-Za-z0-9_.:-]+)$/.exec(value) ?? [];
  if (name === "")
    throw new ArgsError(
      component,
      at,
      `must name a value of the request by letters, digits and _ . : -, "path.ticketId", "query.city" or "context.requestId" (it is ${JSON.stringify(value)})`,
    );
  if (place === "body") return `$input.path('$').get('${name}')`;
  if (place === "context") return `$context${name.split(".").map(segment).join("")}`;
  const given = `$input.params().get('${PLACES[place as keyof typeof PLACES]}').get('${name}')`;
  return place === "path" ? `$util.urlDecode(${given}${AS_FORM})` : given;
};

/**
 * A path arrives as it was sent, percent signs included, and `urlDecode` reads it as a form: a plus is a plus there, and
 * a percent sign that begins nothing is itself.
 */
const AS_FORM = ".replace('+', '%2B').replaceAll('%(?![0-9A-Fa-f]{2})', '%25')";

const segment = (name: string): string => (/^[A-Za-z]\w*$/.test(name) ? `.${name}` : `['${name}']`);

/**
 * What a reference reads, as the inside of a JSON text. `escapeJavaScript` escapes apostrophes as well, which JSON does
 * not know.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html (read 2026-11)
 */
export const escaped = (reference: string): string =>
  String.raw`$util.escapeJavaScript(${reference}).replaceAll("\\'", "'")`;
