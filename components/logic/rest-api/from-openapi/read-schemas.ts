import { ArgsError } from "../../../core/args/args-error";
import { isData } from "../../../core/args/args-shape";
import { shown } from "../../../core/args/shown";
import { alphanumeric, isPortable, type JsonSchema, type Models } from "../document/model";
import { type Json, pointer, type Source } from "./source";

/** Makes models of the schemas of a document, which keep their names as far as API Gateway takes them. */
export interface SchemaReader {
  /** @param name That of a schema without one. */
  models(schema: unknown, at: string, name: string): Models;
  /** A schema whose references are written out, for a parameter. */
  inline(schema: unknown, at: string): JsonSchema;
}

export const schemaReader = (source: Source): SchemaReader => {
  const schemas = new Map<string, JsonSchema>();
  const byReference = new Map<string, string>();
  const namedSchema = (reference: string, at: string): string => {
    const known = byReference.get(reference);
    if (known !== undefined) return known;
    const name = free(alphanumeric(reference.slice(NAMED.length)) || "Model", schemas);
    byReference.set(reference, name);
    schemas.set(name, {}); // its name is taken while it is read, also by itself
    schemas.set(name, read(source, source.resolve({ $ref: reference }, at), at, refer));
    return name;
  };
  const refer: Refer = (reference, at, within) =>
    isNamed(reference)
      ? { $ref: NAMED + namedSchema(reference, at) }
      : read(source, followed(source, reference, at, within), at, refer, [...within, reference]);
  const inline: Refer = (reference, at, within) =>
    read(source, followed(source, reference, at, within), at, inline, [...within, reference]);
  return {
    models: (schema, at, name) => {
      const reference = Object(schema).$ref;
      const root = isNamed(reference) ? namedSchema(reference, at) : free(name, schemas);
      if (!isNamed(reference)) schemas.set(root, read(source, schema, at, refer));
      return { name: root, schemas: reachable(root, schemas) };
    },
    inline: (schema, at) => read(source, schema, at, inline),
  };
};

/** What stands for a reference; `within` are those on the way to it. */
type Refer = (reference: string, at: string, within: readonly string[]) => JsonSchema;

const NAMED = "#/components/schemas/";

const isNamed = (reference: unknown): reference is string =>
  typeof reference === "string" && reference.startsWith(NAMED) && !reference.slice(NAMED.length).includes("/");

const followed = (source: Source, reference: string, at: string, within: readonly string[]): Json => {
  if (within.includes(reference))
    throw new ArgsError(
      source.name,
      `document ${at}`,
      `must not hold itself (${reference}) other than by components/schemas`,
    );
  return source.resolve({ $ref: reference }, at);
};

const free = (name: string, taken: ReadonlyMap<string, unknown>): string => {
  let one = name;
  for (let number = 2; taken.has(one); number++) one = `${name}${number}`;
  return one;
};

/** A model and those that it refers to. */
const reachable = (root: string, schemas: ReadonlyMap<string, JsonSchema>): Record<string, JsonSchema> => {
  const found: Record<string, JsonSchema> = {};
  const visit = (name: string): void => {
    const schema = schemas.get(name);
    if (schema === undefined || name in found) return;
    found[name] = schema;
    for (const [, other = ""] of JSON.stringify(schema).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
      visit(other);
  };
  visit(root);
  return found;
};

/** Keywords of draft 4 that hold values. */
const VALUES = new Set(
  "title description default format multipleOf maximum minimum maxLength minLength maxItems minItems uniqueItems maxProperties minProperties enum".split(
    " ",
  ),
);
const SCHEMAS = new Set(["items", "not", "additionalProperties"]);
const LISTS = new Set(["allOf", "anyOf", "oneOf"]);
const MAPS = new Set(["properties", "patternProperties"]);
/** What describes, or is read elsewhere here. */
const SILENT = new Set(
  "xml externalDocs example examples deprecated readOnly writeOnly nullable type const required exclusiveMinimum exclusiveMaximum $comment $id $schema $anchor $defs definitions contentEncoding contentMediaType contentSchema".split(
    " ",
  ),
);

/** A schema of OpenAPI 3.0 or 3.1 in draft 4, of which API Gateway makes a model. */
const read = (
  source: Source,
  schema: unknown,
  at: string,
  refer: Refer,
  within: readonly string[] = [],
): JsonSchema => {
  if (schema === true) return {};
  if (schema === false) return { not: {} };
  if (!isData(schema)) throw new ArgsError(source.name, `document ${at}`, `must be a schema (it is ${shown(schema)})`);
  const inner = (value: unknown, ...keys: readonly string[]) =>
    read(source, value, at + pointer(...keys), refer, within);
  if (typeof schema.$ref === "string") {
    const referred = refer(schema.$ref, at, within);
    const { $ref: _, ...beside } = schema;
    // OpenAPI 3.0 takes no notice of what stands beside a reference.
    const more = String(source.document.openapi).startsWith("3.1") ? inner(constraints(beside)) : {};
    return Object.keys(more).length === 0 ? referred : { allOf: [referred, more] };
  }
  const draft4: Record<string, unknown> = { ...bounds(schema) };
  for (const [key, value] of Object.entries(schema)) {
    if (VALUES.has(key)) draft4[key] ??= value;
    else if (key === "pattern" && isPortable(String(value))) draft4[key] = value;
    else if (SCHEMAS.has(key)) draft4[key] = typeof value === "boolean" && key !== "items" ? value : inner(value, key);
    else if (LISTS.has(key) && Array.isArray(value))
      draft4[key] = value.map((one, index) => inner(one, key, String(index)));
    else if (MAPS.has(key) && isData(value))
      draft4[key] = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one, key, name)]));
    else if (!SILENT.has(key) && !key.startsWith("x-")) source.drops(`the keyword ${key} of schemas`, at);
  }
  if ("const" in schema) draft4.enum = [schema.const];
  const required = requiredOf(source, schema, at);
  if (required.length > 0) draft4.required = required;
  return typed(schema, draft4);
};

/** What narrows values, of what stands beside a reference. */
const constraints = (beside: Json): Json =>
  Object.fromEntries(Object.entries(beside).filter(([key]) => !/^(?:title|description|summary|default)$/.test(key)));

/** In draft 4, bounds are exclusive by a word beside them; since draft 6 they are numbers of their own. */
const bounds = (schema: Json): JsonSchema => ({ ...lower(schema), ...upper(schema) });

const lower = ({ minimum, exclusiveMinimum: above }: Json): JsonSchema => {
  if (above === true) return { exclusiveMinimum: true };
  return typeof above === "number" && !(Number(minimum) > above) ? { minimum: above, exclusiveMinimum: true } : {};
};

const upper = ({ maximum, exclusiveMaximum: below }: Json): JsonSchema => {
  if (below === true) return { exclusiveMaximum: true };
  return typeof below === "number" && !(Number(maximum) < below) ? { maximum: below, exclusiveMaximum: true } : {};
};

/** Without what only answers have: API Gateway would ask for it in requests as well. */
const requiredOf = (source: Source, schema: Json, at: string): readonly string[] => {
  const names = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const properties = isData(schema.properties) ? schema.properties : {};
  const ofRequests = names.filter((name) => Object(properties[name]).readOnly !== true);
  if (ofRequests.length < names.length) source.drops("required of a property that is readOnly", at);
  return ofRequests;
};

/** With one type; of several, any. */
const typed = (schema: Json, draft4: JsonSchema): JsonSchema => {
  const types = [schema.type].flat().filter((type) => type !== undefined);
  if (schema.nullable === true) types.push("null");
  const [type] = types;
  if (types.length === 1 && schema.nullable !== true) return { ...draft4, type };
  if (types.length === 0) return draft4;
  const others = types.filter((one) => one !== "null");
  const values = Array.isArray(draft4.enum) ? { enum: draft4.enum.filter((value) => value !== null) } : {};
  const alternatives =
    others.length === 0 ? [{ ...draft4, ...values }] : others.map((one) => ({ ...draft4, ...values, type: one }));
  return { anyOf: types.includes("null") ? [...alternatives, { type: "null" }] : alternatives };
};
