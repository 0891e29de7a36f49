import * as z from "zod";

/** A zod schema as models of API Gateway, for `components/schemas` of the document. */
export interface Models {
  /** Name of the model of the schema itself. */
  readonly name: string;
  /** The schema and what it refers to, by alphanumeric name. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The draft-4 models of what a schema takes, or of what it gives, each reference led to `#/components/schemas/`.
 *
 * @param name Alphanumeric: API Gateway takes no other name.
 * @throws when zod cannot say the schema in JSON Schema (a Date, a transform …).
 */
export const modelsOf = (name: string, schema: z.core.$ZodType, io: "input" | "output" = "input"): Models => {
  // The import of a document sets `$schema` itself.
  const { $schema: _, definitions = {}, ...root } = draft4(schema, io);
  const names = new Map(Object.keys(definitions).map((key) => [`#/definitions/${key}`, name + alphanumeric(key)]));
  names.set("#", name);
  const schemas: Record<string, JsonSchema> = { [name]: adapted(root, names) };
  for (const [key, definition] of Object.entries(definitions))
    schemas[name + alphanumeric(key)] = adapted(definition, names);
  return { name, schemas };
};

interface Draft4 extends JsonSchema {
  readonly $schema?: string;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/** zod's type of a JSON Schema is that of draft 2020-12; `definitions` is what draft 4 calls `$defs`. */
const draft4 = (schema: z.core.$ZodType, io: "input" | "output"): Draft4 =>
  z.toJSONSchema(schema, { target: "draft-4", io }) as Draft4;

export const alphanumeric = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");

/** Holds schemas by names of the user's own, which are no keywords. */
const NAMED = new Set(["properties", "patternProperties", "definitions", "dependencies"]);
/** Values, in which nothing is a keyword. */
const VALUES = new Set(["enum", "default", "required"]);
/** What describes and does not validate, where API Gateway refuses the whole model for it. */
const REFUSED = new Set(["id", "example", "examples", "discriminator"]);

const adapted = (schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema => {
  const value = (key: string, held: unknown): unknown => {
    if (key === "$ref") return `#/components/schemas/${names.get(String(held)) ?? String(held)}`;
    if (VALUES.has(key)) return held;
    if (Array.isArray(held)) return held.map((item) => (isSchema(item) ? adapted(item, names) : item));
    if (!isSchema(held)) return held;
    if (!NAMED.has(key)) return adapted(held, names);
    return Object.fromEntries(
      Object.entries(held).map(([name, inner]) => [name, isSchema(inner) ? adapted(inner, names) : inner]),
    );
  };
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, held]) => !REFUSED.has(key) && !(key === "pattern" && !isPortable(String(held))))
      .map(([key, held]) => [key, value(key, held)]),
  );
};

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Whether API Gateway reads the pattern as JavaScript does: it knows ECMA 262 of its fifth edition, without
 * lookbehind, named groups, inline flags and Unicode classes. A pattern beyond that stays with the handler.
 */
export const isPortable = (pattern: string): boolean => !/\(\?(?![:=!])|\\[pPk]|\\u\{/.test(pattern);
