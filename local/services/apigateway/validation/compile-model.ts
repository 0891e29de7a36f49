import Draft4 from "ajv-draft-04";
import { PatternExcess } from "../../../languages/patterns/pattern-excess";
import { findProblems } from "./find-problems";
import { gatherModels, ModelError, type ResolveModel, schemaAt } from "./gather-models";
import { isSchema, type Schema } from "./reduce-schema";

/** `errors` is what `$context.error.validationErrorString` shows. */
export type BodyVerdict = { readonly valid: true } | { readonly valid: false; readonly errors: string };

/** Checks the text of a body. @throws PatternExcess */
export type BodyCheck = (body: string) => BodyVerdict;

/** Messages shown for one body; a long list of wrong elements says no more. */
const MOST_SHOWN = 20;

const VALID: BodyVerdict = { valid: true };
const cache = new WeakMap<object, BodyCheck>();

/**
 * A check of request bodies against a model (JSON Schema draft 4, reduced to what API Gateway enforces).
 * Made once for each schema object. `resolveModel` gives the schema of another model by its name.
 *
 * @throws ModelError for a schema that is none, and for a reference to no model
 */
export function compileModel(schema: Schema, resolveModel: ResolveModel): BodyCheck {
  const known = cache.get(schema);
  if (known !== undefined) return known;
  const gathered = gatherModels(schema, resolveModel);
  for (const candidate of gathered.models.values()) refuseBadSchema(candidate);
  const references = new Map<string, Schema>();
  for (const reference of findReferences([...gathered.models.values()])) {
    references.set(reference, schemaAt(gathered, reference));
  }
  const check: BodyCheck = (body) =>
    verdict(body, (value) => findProblems(gathered.root, value, (reference) => references.get(reference) ?? {}));
  cache.set(schema, check);
  return check;
}

/**
 * A body that is none, or no JSON, is told of with the same words.
 * fidelity: observed: validators-get-without-body; the words: public tests against deployed APIs, for a call without body and for what is no JSON
 */
function verdict(body: string, problemsOf: (value: unknown) => string[]): BodyVerdict {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { valid: false, errors: "[Unknown error parsing request body]" };
  }
  try {
    const problems = problemsOf(value);
    return problems.length === 0 ? VALID : { valid: false, errors: `[${problems.slice(0, MOST_SHOWN).join(", ")}]` };
  } catch (error) {
    if (error instanceof PatternExcess) throw error;
    // Circular models follow the body as deep as it goes, which the stack does not.
    const why = error instanceof RangeError ? "nested too deeply" : (error as Error).message;
    return { valid: false, errors: `[${why}]` };
  }
}

const META = new Draft4({ strict: false, logger: false });

// fidelity: observed: amazon-archives/aws-apigateway-importer issue 75: the words of CreateModel
function refuseBadSchema(schema: Schema): void {
  if (!META.validateSchema(schema)) {
    const detail = META.errorsText(META.errors, { dataVar: "schema" });
    throw new ModelError(`Invalid model schema specified: ${detail}`);
  }
  for (const pattern of patterns(schema)) {
    try {
      new RegExp(pattern);
    } catch {
      throw new ModelError(`Invalid model schema specified: ${JSON.stringify(pattern)} is no regular expression`);
    }
  }
}

function* patterns(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* patterns(item);
  if (!isSchema(value)) return;
  if (typeof value.pattern === "string") yield value.pattern;
  if (isSchema(value.patternProperties)) yield* Object.keys(value.patternProperties);
  for (const held of Object.values(value)) yield* patterns(held);
}

function* findReferences(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* findReferences(item);
  if (!isSchema(value)) return;
  if (typeof value.$ref === "string") yield value.$ref;
  else for (const held of Object.values(value)) yield* findReferences(held);
}
