import type { BusEvent } from "../bus-event";
import { RESERVED, type SendingRule } from "./reserved-variables";
import type { Target } from "./target";

/** What a target gets of an event, as text; `undefined`: nothing, since a template did not become JSON. */
export const inputOf = (target: Target, event: BusEvent, rule: SendingRule): string | undefined => {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(valueAt(event, target.InputPath));
  if (target.InputTransformer) return transformed(target.InputTransformer, event, rule);
  return JSON.stringify(event);
};

type Transformer = NonNullable<Target["InputTransformer"]>;

// fidelity: observed: events-input-transformer
const transformed = (
  { InputPathsMap = {}, InputTemplate: template }: Transformer,
  event: BusEvent,
  rule: SendingRule,
): string | undefined => {
  const replacement = (name: string): unknown => {
    const path = InputPathsMap[name];
    if (path !== undefined) return valueAt(event, path) ?? "";
    return RESERVED[name]?.(event, rule) ?? "";
  };
  const isJson = template.trim().startsWith("{");
  const text = template.replace(/<([^<>]*)>/g, (_, name: string, at: number) => {
    const value = replacement(name);
    const quotes = quotesAround(template, at, at + name.length + 2);
    if (quotes === "none") return JSON.stringify(value);
    if (typeof value !== "object") return quotes === "whole" || isJson ? escaped(String(value)) : String(value);
    // An object that is all of a text of a JSON template keeps its quotes, which then end the text.
    if (isJson && quotes === "whole") return JSON.stringify(value);
    return JSON.stringify(value).replace(/"/g, "");
  });
  return !isJson || isValid(text) ? text : undefined;
};

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Whether a place in a template is outside of texts, within one, or all of one. */
const quotesAround = (template: string, from: number, to: number): "none" | "part" | "whole" => {
  const before = template.slice(0, from).match(/(?<!\\)"/g)?.length ?? 0;
  if (before % 2 === 0) return "none";
  return template[from - 1] === '"' && template[to] === '"' ? "whole" : "part";
};

const isValid = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** `$.detail.items[0]['a b']`: a place in an event. Where there is nothing, null. */
// fidelity: docs: "Amazon EventBridge input transformation": of JSON path the dots and brackets
export const valueAt = (event: object, path: string): unknown => {
  let value: unknown = event;
  for (const [, dotted, quoted, index] of path.slice(1).matchAll(/\.([^.[\]]+)|\['([^']*)'\]|\[(\d+)\]/g)) {
    const key = dotted ?? quoted ?? Number(index);
    const inner = typeof value === "object" && value !== null && Object.hasOwn(value, key);
    value = inner ? (value as Readonly<Record<string | number, unknown>>)[key] : null;
  }
  return value;
};
