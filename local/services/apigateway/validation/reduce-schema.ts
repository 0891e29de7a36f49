/** A JSON Schema of draft 4. */
export type Schema = Readonly<Record<string, unknown>>;

/** Gives the name under which the validator finds a `$ref`. */
export type Refer = (reference: string) => string;

/** Keywords whose value is no schema and that API Gateway enforces. */
const PLAIN: Readonly<Record<string, (value: unknown) => boolean>> = {
  type: () => true,
  enum: Array.isArray,
  required: Array.isArray,
  pattern: isText,
  minLength: Number.isInteger,
  maxLength: Number.isInteger,
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMaximum: (value) => typeof value === "boolean",
  multipleOf: isNumber,
  uniqueItems: (value) => typeof value === "boolean",
  format: isText,
};
/** Keywords with a schema, or with true and false. */
const ONE = new Set(["items", "additionalItems", "additionalProperties", "not"]);
const SEVERAL = new Set(["allOf", "anyOf", "oneOf"]);
const BY_NAME = new Set(["properties", "patternProperties", "definitions", "dependencies"]);

/**
 * A model as API Gateway enforces it after an import. Left out: minItems, maxItems, exclusiveMinimum, readOnly, discriminator
 * (fidelity: docs: Amazon API Gateway important notes), minProperties and maxProperties, which an import drops
 * (fidelity: observed: aws/serverless-application-model discussion 2708), and what OpenAPI adds to draft 4, `nullable` first.
 */
export function reduceSchema(schema: Schema, refer: Refer): Schema {
  if (isText(schema.$ref)) return { $ref: refer(schema.$ref) };
  const reduced: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (PLAIN[keyword]?.(value)) reduced[keyword] = value;
    else if (ONE.has(keyword) || SEVERAL.has(keyword)) reduced[keyword] = reduceValue(value, refer);
    else if (BY_NAME.has(keyword) && isSchema(value)) reduced[keyword] = reduceNamed(value, refer);
  }
  // Draft 4 wants a maximum beside it.
  if (reduced.maximum === undefined) delete reduced.exclusiveMaximum;
  return reduced;
}

function reduceNamed(schemas: Schema, refer: Refer): Schema {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, reduceValue(schema, refer)]));
}

function reduceValue(value: unknown, refer: Refer): unknown {
  if (Array.isArray(value)) return value.map((item) => reduceValue(item, refer));
  return isSchema(value) ? reduceSchema(value, refer) : value;
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): boolean {
  return typeof value === "number";
}
