import { NotEmulated } from "./not-emulated";
import { type Json, listOf, objectOf, only, textOf } from "./shapes";

/** What a web ACL answers in place of the standard refusal. */
export interface CustomResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export type Action =
  | { readonly kind: "allow" | "count"; readonly inserted: readonly (readonly [string, string])[] }
  | { readonly kind: "block"; readonly response: CustomResponse | undefined };

/** Custom bodies by key: content type and text. */
export type Bodies = ReadonlyMap<string, { readonly contentType: string; readonly content: string }>;

export const readBodies = (value: unknown): Bodies =>
  new Map(
    listOf(value).map(({ key, contentType, content }) => [
      textOf(key),
      { contentType: textOf(contentType), content: textOf(content) },
    ]),
  );

export const readAction = (value: unknown, bodies: Bodies): Action => {
  const [kind, options] = only(value, "an action");
  if (kind === "captcha" || kind === "challenge") throw new NotEmulated(`the action ${kind}`);
  if (kind === "block") return { kind, response: readResponse(options.customResponse, bodies) };
  if (kind === "allow" || kind === "count") return { kind, inserted: readInserted(options.customRequestHandling) };
  throw new Error(`the action ${kind} is none of WAF's`);
};

// fidelity: docs: customizing-the-incoming-request: names get this prefix, so that they stand for themselves
const readInserted = (handling: unknown): (readonly [string, string])[] =>
  listOf(objectOf(handling).insertHeaders).map(({ name, value }) => [`x-amzn-waf-${textOf(name)}`, textOf(value)]);

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  TEXT_PLAIN: "text/plain",
  TEXT_HTML: "text/html",
  APPLICATION_JSON: "application/json",
};

// fidelity: docs: customizing-the-response-for-blocked-requests; guess: no gateway response shapes it
const readResponse = (value: unknown, bodies: Bodies): CustomResponse | undefined => {
  if (value === undefined || value === null) return undefined;
  const { responseCode, responseHeaders, customResponseBodyKey: key }: Json = objectOf(value);
  const status = Number(responseCode);
  if (!(status >= 200 && status <= 599)) throw new Error("responseCode must be 200 to 599");
  const body = key === undefined ? undefined : bodies.get(textOf(key));
  if (key !== undefined && !body) throw new Error(`customResponseBodies has no ${textOf(key)}`);
  const headers = listOf(responseHeaders).map(({ name, value: text }) => [textOf(name), textOf(text)] as const);
  return {
    status,
    headers: body ? [["Content-Type", CONTENT_TYPES[body.contentType] ?? "text/plain"], ...headers] : headers,
    body: body?.content ?? "",
  };
};
