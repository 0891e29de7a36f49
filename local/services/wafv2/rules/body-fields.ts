import type { Inspection } from "./inspection";
import { handleOversize } from "./oversize";
import { type Json, objectOf, textOf } from "./shapes";

type BodyField = (inspection: Inspection) => readonly string[] | boolean;

/** The body's bytes, one character each. */
export const readBody = ({ oversizeHandling }: Json): BodyField => {
  return ({ request: { body }, bodyLimit }) =>
    handleOversize(body.length > bodyLimit, oversizeHandling, [body.toString("latin1", 0, bodyLimit)]);
};

/** Keys and values of a body that is JSON: all of them, or those at or below some JSON pointers. */
// fidelity: docs: waf-rule-statement-fields-list, JSON body; guess: without a fallback a broken body matches nothing
export const readJsonBody = (options: Json): BodyField => {
  const { includedPaths } = objectOf(options.matchPattern);
  const pointers = Array.isArray(includedPaths) ? includedPaths.map((path) => stepsOf(textOf(path))) : [[]];
  const scope = textOf(options.matchScope);
  return ({ request: { body }, bodyLimit }) => {
    const oversized = handleOversize(body.length > bodyLimit, options.oversizeHandling, undefined);
    if (oversized !== undefined) return oversized;
    const root = parse(body.subarray(0, bodyLimit));
    if (typeof root !== "object" || root === null) return fallback(textOf(options.invalidFallbackBehavior), body);
    return pointers.flatMap((steps) => textsAt(root, steps, scope));
  };
};

const fallback = (behavior: string, body: Buffer): readonly string[] | boolean => {
  if (behavior === "EVALUATE_AS_STRING") return [body.toString("latin1")];
  return behavior === "MATCH";
};

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
};

/** The steps of a JSON pointer, `/dogs/0/name`. */
const stepsOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

const textsAt = (root: object, steps: readonly string[], scope: string): string[] => {
  let value: unknown = root;
  for (const step of steps) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return [];
    value = (value as Record<string, unknown>)[step];
  }
  const last = steps.at(-1);
  return [...(last === undefined || scope === "VALUE" ? [] : [last]), ...textsIn(value, scope)];
};

/** Keys and values at any depth; walked with a list of what is left, because bodies may be nested deeply. */
const textsIn = (value: unknown, scope: string): string[] => {
  const texts: string[] = [];
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== "object" || next === null) {
      if (scope !== "KEY") texts.push(String(next));
      continue;
    }
    if (scope !== "VALUE" && !Array.isArray(next)) texts.push(...Object.keys(next));
    left.push(...Object.values(next));
  }
  return texts;
};
