import { KEYWORDS, matches } from "./keywords";
import * as say from "./messages";
import { isSchema, type Schema } from "./reduce-schema";

/** The schema that a `$ref` names. */
export type SchemaAt = (reference: string) => Schema;

/** What is wrong with a value, in the order and with the words of the validator; empty: nothing. */
export const findProblems = (schema: Schema, value: unknown, schemaAt: SchemaAt): string[] => {
  const problems: string[] = [];
  new Walk(schemaAt).check(schema, value, problems);
  return problems;
};

/** By name, the format last. */
const ORDER = [
  "additionalItems",
  "additionalProperties",
  "allOf",
  "anyOf",
  "dependencies",
  "enum",
  "maxLength",
  "maximum",
  "minLength",
  "minimum",
  "multipleOf",
  "not",
  "oneOf",
  "pattern",
  "required",
  "type",
  "uniqueItems",
  "format",
];

class Walk {
  constructor(private readonly schemaAt: SchemaAt) {}

  /** Adds the problems of a value. What it holds is only looked at while there are none. */
  // fidelity: guess: the validator's own default, to go no deeper once something is wrong
  check(schema: Schema, value: unknown, problems: string[]): void {
    if (typeof schema.$ref === "string") {
      this.check(this.schemaAt(schema.$ref), value, problems);
      return;
    }
    for (const keyword of ORDER) {
      if (schema[keyword] === undefined) continue;
      const alone = KEYWORDS[keyword];
      const problem = alone ? alone(value, schema) : this.combined(keyword, schema, value, problems);
      if (problem !== undefined) problems.push(problem);
    }
    if (problems.length > 0) return;
    if (Array.isArray(value)) this.checkItems(schema, value, problems);
    else if (isSchema(value)) this.checkMembers(schema, value, problems);
  }

  private fits(schema: unknown, value: unknown): boolean {
    const problems: string[] = [];
    if (isSchema(schema)) this.check(schema, value, problems);
    return problems.length === 0;
  }

  /** Keywords that hold schemas for the same value. */
  private combined(keyword: string, schema: Schema, value: unknown, problems: string[]): string | undefined {
    const schemas = schema[keyword];
    if (keyword === "dependencies") return this.checkDependencies(schemas, value, problems);
    if (keyword === "not") return this.fits(schemas, value) ? say.matchedNot : undefined;
    if (!Array.isArray(schemas)) return undefined;
    const of = schemas.length;
    const matched = schemas.filter((item) => this.fits(item, value)).length;
    if (keyword === "allOf") return matched < of ? say.notAll(matched, of) : undefined;
    if (keyword === "anyOf") return matched === 0 ? say.notAny(of) : undefined;
    return keyword === "oneOf" && matched !== 1 ? say.notOne(matched, of) : undefined;
  }

  private checkDependencies(dependencies: unknown, value: unknown, problems: string[]): undefined {
    if (!isSchema(dependencies) || !isSchema(value)) return;
    for (const [name, wanted] of Object.entries(dependencies)) {
      if (!Object.hasOwn(value, name)) continue;
      if (isSchema(wanted)) this.check(wanted, value, problems);
      if (!Array.isArray(wanted)) continue;
      const missing = wanted.map(String).filter((other) => !Object.hasOwn(value, other));
      if (missing.length > 0) problems.push(say.missingDependencies(name, wanted.map(String), missing));
    }
  }

  private checkItems({ items, additionalItems }: Schema, value: readonly unknown[], problems: string[]): void {
    for (const [index, item] of value.entries()) {
      const schema = Array.isArray(items) ? (items[index] ?? additionalItems) : items;
      if (isSchema(schema)) this.check(schema, item, problems);
    }
  }

  private checkMembers(schema: Schema, value: Schema, problems: string[]): void {
    const { properties, patternProperties, additionalProperties } = schema;
    const patterns = Object.entries(isSchema(patternProperties) ? patternProperties : {});
    for (const name of Object.keys(value).sort()) {
      const schemas = patterns.filter(([pattern]) => matches(pattern, name)).map(([, held]) => held);
      if (isSchema(properties) && Object.hasOwn(properties, name)) schemas.unshift(properties[name]);
      else if (schemas.length === 0) schemas.push(additionalProperties);
      for (const held of schemas) if (isSchema(held)) this.check(held, value[name], problems);
    }
  }
}
