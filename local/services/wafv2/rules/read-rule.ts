import type { Test } from "./inspection";
import { NotEmulated } from "./not-emulated";
import { type FindIpSet, readStatement } from "./read-statement";
import { type Json, listOf, objectOf, only, textOf } from "./shapes";

/** What a web ACL answers in place of the standard refusal. */
export interface CustomResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export type Action =
  | { readonly kind: "allow" | "count" }
  | { readonly kind: "block"; readonly response: CustomResponse | undefined };

export interface Rule {
  readonly name: string;
  readonly priority: number;
  readonly matches: Test;
  readonly action: Action;
  /** Fully qualified labels that it puts on what it matches. */
  readonly labels: readonly string[];
}

/** Custom bodies by key: content type and text. */
export type Bodies = ReadonlyMap<string, { readonly contentType: string; readonly content: string }>;

/** @throws NotEmulated, or Error for what WAF would refuse */
export const readRule = (rule: Json, bodies: Bodies, labelPrefix: string, findIpSet: FindIpSet): Rule => {
  const matches = readStatement(rule.statement, findIpSet);
  return {
    name: textOf(rule.name),
    priority: Number(rule.priority),
    matches,
    action: readAction(rule.action, bodies),
    labels: listOf(rule.ruleLabels).map(({ name }) => `${labelPrefix}${textOf(name)}`),
  };
};

export const readAction = (value: unknown, bodies: Bodies): Action => {
  const [kind, options] = only(value, "an action");
  if (kind === "captcha" || kind === "challenge") throw new NotEmulated(`the action ${kind}`);
  if (options.customRequestHandling) throw new NotEmulated("customRequestHandling");
  if (kind === "block") return { kind, response: readResponse(options.customResponse, bodies) };
  if (kind === "allow" || kind === "count") return { kind };
  throw new Error(`the action ${kind} is none of WAF's`);
};

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  TEXT_PLAIN: "text/plain",
  TEXT_HTML: "text/html",
  APPLICATION_JSON: "application/json",
};

// fidelity: docs: customizing-the-response-for-blocked-requests; guess: no gateway response shapes it
const readResponse = (value: unknown, bodies: Bodies): CustomResponse | undefined => {
  if (value === undefined || value === null) return undefined;
  const { responseCode, responseHeaders, customResponseBodyKey: key } = objectOf(value);
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
