import { createHash } from "node:crypto";
import { isObject, type JsonObject, objectOf } from "../../../languages/json/json-object";
import { type BodyCheck, compileModel } from "../validation/compile-model";
import { referredModel } from "../validation/gather-models";
import type { Findings } from "./import-error";

export interface Model {
  readonly schema: JsonObject;
  readonly check: BodyCheck;
}

/** The models of the API: every schema that the document names. */
// fidelity: observed: localstack test_import_with_circular_models (every schema is a model, used or not);
// the words of the refusals: issues about imports that failed
export const readModels = (document: JsonObject, findings: Findings): Map<string, Model> => {
  const schemas = objectOf(objectOf(document.components).schemas);
  const models = new Map<string, Model>();
  for (const [name, schema] of Object.entries(schemas)) {
    if (!/^[a-zA-Z0-9]+$/.test(name)) {
      findings.error(`Unable to create model for '${name}': Model name must be alphanumeric: ${name}`);
    } else if (isObject(schema)) {
      const check = compile(name, schema, schemas, findings);
      if (check) models.set(name, { schema, check });
    }
  }
  return models;
};

const compile = (name: string, schema: JsonObject, schemas: JsonObject, findings: Findings): BodyCheck | undefined => {
  try {
    return compileModel(schema, (other) => (Object.hasOwn(schemas, other) ? schemas[other] : undefined));
  } catch (error) {
    findings.error(
      `Unable to create model for '${name}': Invalid model specified: Validation Result: warnings : [], errors : [${(error as Error).message}]`,
    );
    return undefined;
  }
};

/**
 * The models of a body by content type. A schema that stands in its place becomes a model with a name of its own.
 * fidelity: docs: errors and warnings from importing: a missing reference is a warning
 */
export const modelsOfContent = (
  content: JsonObject,
  models: Map<string, Model>,
  document: JsonObject,
  findings: Findings,
): Map<string, { name: string; model: Model }> => {
  const found = new Map<string, { name: string; model: Model }>();
  for (const [contentType, media] of Object.entries(content)) {
    const { schema } = objectOf(media);
    if (!isObject(schema)) continue;
    const name = typeof schema.$ref === "string" ? (referredModel(schema.$ref) ?? schema.$ref) : nameOf(schema);
    const model = models.get(name) ?? (typeof schema.$ref === "string" ? undefined : inline(name, schema));
    if (model) found.set(contentType, { name, model });
    else findings.warn(`Reference to model '${name}' not found. Ignoring.`);
  }
  return found;

  function inline(name: string, schema: JsonObject): Model | undefined {
    const check = compile(name, schema, objectOf(objectOf(document.components).schemas), findings);
    if (!check) return undefined;
    models.set(name, { schema, check });
    return { schema, check };
  }
};

/** `MODEL` and six letters and digits as on AWS, the same for a schema in every import. */
const nameOf = (schema: JsonObject): string =>
  `MODEL${createHash("sha256").update(JSON.stringify(schema)).digest("hex").slice(0, 6)}`;
