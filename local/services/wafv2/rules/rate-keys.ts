import { forwardedAddress } from "./addresses";
import { argumentValues } from "./fields";
import { headerValues, type Inspection } from "./inspection";
import { NotEmulated } from "./not-emulated";
import { cookiesOf } from "./pair-fields";
import { type Json, listOf, objectOf, only, textOf } from "./shapes";
import { readTransformations } from "./transformations";

/** By what a rate-based rule counts a request; a verdict where the request cannot be counted. */
export type KeyOf = (inspection: Inspection) => string | boolean;

/** Up to five parts of a request that together are the key. */
// fidelity: docs: waf-rule-statement-type-rate-based-aggregation-options; guess: without a part nothing is counted
export const readCustomKeys = (statement: Json): KeyOf => {
  const parts = listOf(statement.customKeys).map((part) => readPart(part, statement));
  if (parts.length === 0 || parts.length > 5) throw new Error("aggregateKeyType CUSTOM_KEYS needs 1 to 5 customKeys");
  return (inspection) => {
    const values: string[] = [];
    for (const part of parts) {
      const value = part(inspection);
      if (typeof value !== "string") return value ?? false;
      values.push(value);
    }
    return JSON.stringify(values);
  };
};

type Part = (inspection: Inspection) => string | boolean | undefined;

const readPart = (value: Json, statement: Json): Part => {
  const [kind, options] = only(value, "a custom key");
  if (kind === "forwardedIp") return forwardedAddress(objectOf(statement.forwardedIpConfig));
  const read = PARTS[kind];
  if (!read) throw new NotEmulated(`the custom key ${kind}`);
  const transform = readTransformations(options.textTransformations);
  const part = read(options);
  return (inspection) => {
    const text = part(inspection);
    return text === undefined ? undefined : transform(text);
  };
};

const PARTS: Readonly<Record<string, (options: Json) => (inspection: Inspection) => string | undefined>> = {
  ip:
    () =>
    ({ request }) =>
      request.sourceIp,
  httpMethod:
    () =>
    ({ request }) =>
      request.method,
  uriPath:
    () =>
    ({ request }) =>
      request.path,
  queryString:
    () =>
    ({ request }) =>
      request.query || undefined,
  header: ({ name }) => {
    const wanted = textOf(name);
    return ({ request }) => headerValues(request, wanted)[0];
  },
  cookie: ({ name }) => {
    const wanted = textOf(name);
    return ({ request }) => cookiesOf(headerValues(request, "Cookie")).find(([own]) => own === wanted)?.[1];
  },
  queryArgument: ({ name }) => {
    const wanted = textOf(name);
    return ({ request }) => argumentValues(request.query, wanted)[0];
  },
  labelNamespace: ({ namespace }) => {
    const wanted = textOf(namespace);
    return ({ labels }) =>
      [...labels]
        .filter((label) => label.startsWith(wanted))
        .sort()
        .join(",") || undefined;
  },
};
