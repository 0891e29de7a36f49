import type { ErrorObject } from "ajv";

/** Messages shown for one body; a long list of wrong elements says no more. */
const MOST_SHOWN = 20;

/**
 * `$context.error.validationErrorString`: the messages in brackets.
 * fidelity: docs: Request validation for REST APIs (samples such as `[object has missing required properties (["price"])]`);
 * the wording of the others is that of com.github.fge json-schema-validator, which these samples come from: guess
 */
export function describeErrors(errors: readonly ErrorObject[]): string {
  const missing = new Map<string, string[]>();
  const extra = new Map<string, string[]>();
  const messages: string[] = [];
  for (const error of errors) {
    if (error.keyword === "required") push(missing, error.instancePath, String(error.params.missingProperty));
    else if (error.keyword === "additionalProperties")
      push(extra, error.instancePath, String(error.params.additionalProperty));
    else messages.push(describe(error));
  }
  for (const names of extra.values()) {
    messages.push(`object instance has properties which are not allowed by the schema: ${json(names.sort())}`);
  }
  for (const names of missing.values()) {
    messages.push(`object has missing required properties (${json(names.sort())})`);
  }
  return `[${messages.slice(0, MOST_SHOWN).join(", ")}]`;
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function describe({ keyword, params, data, schema, message }: ErrorObject): string {
  switch (keyword) {
    case "type": {
      const allowed = json([...[params.type].flat()].sort());
      return `instance type (${typeName(data)}) does not match any allowed primitive type (allowed: ${allowed})`;
    }
    case "enum":
      return `instance value (${json(data)}) not found in enum (possible values: ${json(params.allowedValues)})`;
    case "pattern":
      return `ECMA 262 regex ${json(params.pattern)} does not match input string ${json(data)}`;
    case "minLength":
      return `string ${json(data)} is too short (length: ${lengthOf(data)}, required minimum: ${params.limit})`;
    case "maxLength":
      return `string ${json(data)} is too long (length: ${lengthOf(data)}, maximum allowed: ${params.limit})`;
    case "minimum":
      return `numeric instance is lower than the required minimum (minimum: ${params.limit}, found: ${json(data)})`;
    case "maximum":
      return params.comparison === "<"
        ? `numeric instance is not strictly lower than the required maximum ${params.limit}`
        : `numeric instance is greater than the required maximum (maximum: ${params.limit}, found: ${json(data)})`;
    case "multipleOf":
      return `remainder of division is not zero (${json(data)} / ${params.multipleOf})`;
    case "uniqueItems":
      return "array must not contain duplicate elements";
    case "anyOf":
      return `instance failed to match at least one required schema among ${sizeOf(schema)}`;
    case "oneOf": {
      const matched = Array.isArray(params.passingSchemas) ? params.passingSchemas.length : 0;
      return `instance failed to match exactly one schema (matched ${matched} out of ${sizeOf(schema)})`;
    }
    case "not":
      return "instance matched a schema which it should not have";
    default:
      return message ?? keyword;
  }
}

function typeName(data: unknown): string {
  if (data === null) return "null";
  if (Array.isArray(data)) return "array";
  return typeof data === "number" && Number.isInteger(data) ? "integer" : typeof data;
}

function lengthOf(data: unknown): number {
  return typeof data === "string" ? [...data].length : 0;
}

function sizeOf(schema: unknown): number {
  return Array.isArray(schema) ? schema.length : 1;
}

function json(value: unknown): string {
  const text = JSON.stringify(value) ?? "null";
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
