import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { ArgsError } from "../../../core/args/args-error";
import { duration, input, must, object, oneOf, record, text } from "../../../core/args/args-shape";
import { checkArgs } from "../../../core/args/check-args";
import { type Duration, toSeconds } from "../../../core/args/duration";
import type { Integration, RouteContext, ServedRoute, Target } from "../../../core/target";
import { METHODS, type Method } from "../route-key";
import { STAGE_VARIABLE } from "../stage-variables";
import { quoted } from "./quoted";

/** A text as it is, or what the gateway knows: a variable of the path or of the stage, `context.requestId`. */
export type HttpValue = string | { readonly from: `${"path" | "context" | "stageVariables"}.${string}` };

export interface HttpArgs {
  /** Follows the URL, `"/orders/{orderId}"`; for a URL that is known only later. @default nothing */
  readonly path?: string;
  /** @default that of the route */
  readonly method?: Method;
  /** Headers that the request gets, in place of those that the client sent. @default {} */
  readonly headers?: Readonly<Record<string, HttpValue>>;
  /** Parameters that its query gets beside those that the client sent. @default {} */
  readonly query?: Readonly<Record<string, HttpValue>>;
  /**
   * Whether the server sees the token, signature or key that the route asks of its callers; else these headers say
   * `withheld`. What no route asks for goes on as it came, cookies too.
   *
   * @default "withheld"
   */
  readonly credentials?: "withheld" | "passed";
  /** How long the server may take before callers get 504; 1 to 29 seconds. @default "29 seconds" */
  readonly timeout?: Duration;
  /**
   * `"unverified"` takes any certificate, so that anybody on the way may answer for the server; `"none"` is plain HTTP, a
   * URL of `http://`.
   *
   * @default "verified"
   */
  readonly tls?: "verified" | "unverified" | "none";
}

const value = z.custom(
  (given) => typeof given === "string" || typeof Object(given).from === "string",
  must('a text, or { from: "path.orderId" }'),
);

const shape = object<HttpArgs & { readonly url: pulumi.Input<string> }>({
  url: input(text('a URL, "https://partner.example.com/orders/{orderId}"')),
  path: text('what follows the URL, "/orders/{orderId}"').optional(),
  method: oneOf(...METHODS).optional(),
  headers: record(value, 'headers by name, { "x-tenant": "a" }').optional(),
  query: record(value, 'parameters by name, { format: "json" }').optional(),
  credentials: oneOf("withheld", "passed").optional(),
  timeout: duration.optional(),
  tls: oneOf("verified", "unverified", "none").optional(),
});

/**
 * A server on the internet: the request goes on to it with its query, headers and body, and its answer is the response.
 *
 * @param url `https://`, with variables of the route's path, `{orderId}`, and of the stage, `${stageVariables.host}`; not
 * the scheme.
 * @throws {ArgsError} for a URL that API Gateway refuses, plain HTTP that was not asked for, headers that it sets itself.
 * @example
 * "GET /quotes/{id}": { to: http("https://${stageVariables.partner}/v2/quotes/{id}", { timeout: "5 seconds" }), auth: "none" }
 */
export const http = (url: pulumi.Input<string>, args: HttpArgs = {}): Target => {
  checkArgs(SUBJECT, { url, ...args }, shape);
  const { path = "", timeout = "29 seconds", tls = "verified" } = args;
  const known = typeof url === "string" ? url + path : `${tls === "none" ? "http" : "https"}://known.later${path}`;
  checkUrl(typeof url === "string" ? "url" : "path", known, tls);
  const values = { header: { ...args.headers }, querystring: { ...args.query } };
  const mapped = mappings(values);
  const asked = [known, ...Object.values(values).flatMap((named) => Object.values(named).map(sourceOf))];
  const seconds = toSeconds(SUBJECT, "timeout", timeout, { min: "1 second", max: "29 seconds" });
  return {
    description: typeof url === "string" ? known : `a server at a URL that is known later${path}`,
    grants: [],
    refuses: (route) => missing(route, asked),
    integrate: (route) =>
      pulumi.all([url, route.checked ?? []] as const).apply(
        ([base, checked]): Integration => ({
          extension: {
            type: "http_proxy",
            httpMethod: args.method ?? route.method,
            uri: (base + path).replaceAll("+}", "}"),
            passthroughBehavior: "when_no_match",
            timeoutInMillis: seconds * 1000,
            ...(tls === "unverified" && { tlsConfig: { insecureSkipVerification: true } }),
            requestParameters: {
              ...(args.credentials === "passed" ? {} : withheld(checked)),
              ...pathMappings(route),
              ...mapped,
            },
          },
          methodResponses: {},
        }),
      ),
  };
};

const SUBJECT = "http";

const PARAMETER = /\{([A-Za-z0-9._:-]+)\+?\}/g;

const checkUrl = (at: string, url: string, tls: HttpArgs["tls"]): void => {
  const scheme = tls === "none" ? "http://" : "https://";
  if (!url.startsWith(scheme))
    throw new ArgsError(
      SUBJECT,
      at,
      `must begin with ${scheme} (it is ${url}); plain HTTP, which whoever is on the way reads and changes, is tls: "none"`,
    );
  const staged = url.replace(STAGE_VARIABLE, "variable");
  const literal = staged.replace(PARAMETER, "parameter");
  if (/\$\{/.test(staged) || /[{}\s#]/.test(literal) || !URL.canParse(literal) || new URL(literal).username !== "")
    throw new ArgsError(
      SUBJECT,
      at,
      `must be a URL with {parameters} of the path and \${stageVariables.…}, without blanks, fragment and password (it is ${url})`,
    );
  if (/^https?:\/\/[^/?]*\{/.test(staged))
    throw new ArgsError(
      SUBJECT,
      at,
      `must have no {parameter} in its host, which the client would choose; a stage variable may be there (it is ${url})`,
    );
};

/** Names of headers that API Gateway sets itself: a mapping makes each request fail. */
const OWN_HEADERS = /^(?:content-length|transfer-encoding|x-amzn-trace-id|x-amzn-apigateway-api-id)$/i;

const mappings = (values: Readonly<Record<"header" | "querystring", Readonly<Record<string, HttpValue>>>>) =>
  Object.fromEntries(
    Object.entries(values).flatMap(([place, named]) =>
      Object.entries(named).map(([name, value]) => {
        const at = `${place === "header" ? "headers" : "query"}[${JSON.stringify(name)}]`;
        if (!/^[A-Za-z0-9!$&*+.^_|~-]+$/.test(name) || (place === "header" && OWN_HEADERS.test(name)))
          throw new ArgsError(SUBJECT, at, "must be a name of HTTP, and none that API Gateway sets itself");
        return [`integration.request.${place}.${name}`, mapping(at, value)];
      }),
    ),
  );

const mapping = (at: string, value: HttpValue): string => {
  if (typeof value === "string") return quoted(SUBJECT, at, value);
  const [, place, name] = /^(path|context|stageVariables)\.([A-Za-z0-9_.:-]+)$/.exec(value.from) ?? [];
  if (place === undefined)
    throw new ArgsError(
      SUBJECT,
      at,
      `must be from the path, the context or the stage, "path.orderId", "context.requestId" or "stageVariables.tenant" (it is ${JSON.stringify(value.from)})`,
    );
  return place === "path" ? `method.request.path.${name}` : `${place}.${name}`;
};

/** A value as a URL would name what it is made of. */
const sourceOf = (value: HttpValue): string => {
  const [, place, name] = (typeof value !== "string" && /^(path|stageVariables)\.(.+)$/.exec(value.from)) || [];
  return place === undefined ? "" : place === "path" ? `{${name}}` : `\${stageVariables.${name}}`;
};

/** Of what a URL and values are made of, what the route or its API does not have. */
const missing = ({ parameters, variables }: ServedRoute, asked: readonly string[]): string | undefined => {
  for (const text of asked) {
    const variable = [...text.matchAll(STAGE_VARIABLE)].find(([, name = ""]) => !variables.includes(name));
    if (variable) return `must have its stage variables in the variables of the API: ${variable[1]} is none of them`;
    const parameter = [...text.replace(STAGE_VARIABLE, "").matchAll(PARAMETER)].find(
      ([, name = ""]) => !parameters.includes(name),
    );
    if (parameter) return `must name parameters of the path: it has no {${parameter[1]}}`;
  }
  return undefined;
};

const pathMappings = ({ path }: RouteContext): Record<string, string> =>
  Object.fromEntries(
    [...path.matchAll(PARAMETER)].map(([, name]) => [
      `integration.request.path.${name}`,
      `method.request.path.${name}`,
    ]),
  );

/** A header cannot be taken away, and an empty value would leave it as it came. */
const withheld = (headers: readonly string[]): Record<string, string> =>
  Object.fromEntries(headers.map((name) => [`integration.request.header.${name}`, "'withheld'"]));
