import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { ArgsError } from "../../../core/args/args-error";
import { isData, must, number, object, record, text } from "../../../core/args/args-shape";
import { checkArgs } from "../../../core/args/check-args";
import { wholeNumber } from "../../../core/args/whole-number";
import type { Integration, Target } from "../../../core/target";
import { quoted } from "./quoted";

export interface MockArgs {
  /** 200 to 599. @default 200 */
  readonly status?: number;
  /** Headers of the answer. @default { "Content-Type": … } as the body asks for it */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body: a text as it is, or data as JSON. @default none */
  readonly body?: string | Readonly<Record<string, unknown>> | readonly unknown[];
  /** In place of a body, a mapping template of API Gateway (VTL) that prints it: `{"id":"$input.params('id')"}`. @default none */
  readonly template?: string;
}

const shape = object<MockArgs>({
  status: number("a status, 200 to 599").optional(),
  headers: record(text("the value of a header"), 'headers by name, { "Cache-Control": "no-store" }').optional(),
  body: z
    .custom(
      (value) => typeof value === "string" || Array.isArray(value) || isData(value),
      must("a text, or data for JSON"),
    )
    .optional(),
  template: text('a mapping template, `{"id":"$input.params(\'id\')"}`').optional(),
});

const SUBJECT = "mock";

/**
 * The same answer to everybody, which the gateway gives by itself: a route that is not built yet, one that has ended (410).
 *
 * @throws {ArgsError} for a status that is none, and for a text that the gateway would read as a template.
 * @example
 * "GET /health": { to: mock({ body: { up: true }, headers: { "Cache-Control": "no-store" } }), auth: "none" }
 */
export const mock = (args: MockArgs = {}): Target => {
  checkArgs(SUBJECT, args, shape);
  const status = String(wholeNumber(SUBJECT, "status", args.status ?? 200, 200, 599));
  const template = templateOf(args);
  const headers = headersOf(args);
  const integration: Integration = {
    extension: {
      type: "mock",
      passthroughBehavior: "never",
      requestTemplates: Object.fromEntries(REQUEST_TYPES.map((type) => [type, `{"statusCode":${status}}`])),
      responses: {
        default: {
          statusCode: status,
          responseParameters: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [
              `method.response.header.${name}`,
              quoted(SUBJECT, `headers[${JSON.stringify(name)}]`, value),
            ]),
          ),
          ...(template !== undefined && { responseTemplates: { "application/json": template } }),
        },
      },
    },
    methodResponses: { [status]: { description: "What the gateway answers itself.", headers: Object.keys(headers) } },
  };
  return {
    description: `an answer of ${status}`,
    grants: [],
    integrate: () => pulumi.output(status).apply(() => integration),
  };
};

/** What clients send bodies as. A mock reads none, but only knows its status from a template for the body's type; others are 415. */
const REQUEST_TYPES = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];

const templateOf = ({ body, template }: MockArgs): string | undefined => {
  if (body !== undefined && template !== undefined)
    throw new ArgsError(SUBJECT, "template", "must be absent where there is a body");
  if (template !== undefined || body === undefined) return template;
  // In JSON both characters by which templates begin are in texts alone, where they can be written otherwise.
  if (typeof body !== "string") return JSON.stringify(body).replaceAll("$", "\\u0024").replaceAll("#", "\\u0023");
  if (/\$[!{A-Za-z]|#[@{[#*A-Za-z]/.test(body))
    throw new ArgsError(
      SUBJECT,
      "body",
      "must have no $ or # before a word, which the gateway reads as a template; give the text as a template then",
    );
  return body;
};

const headersOf = ({ body, headers = {} }: MockArgs): Readonly<Record<string, string>> => {
  const illegal = Object.keys(headers).find((name) => !/^[A-Za-z0-9_.-]+$/.test(name));
  if (illegal !== undefined)
    throw new ArgsError(SUBJECT, "headers", `must be by names of headers (one is ${JSON.stringify(illegal)})`);
  const typed = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  return { ...(typeof body === "string" && !typed && { "Content-Type": "text/plain; charset=utf-8" }), ...headers };
};
