import type { ValidateFunction } from "ajv";
import Draft4 from "ajv-draft-04";
import { describeErrors } from "./describe-errors";
import { type Gathered, gatherModels, ModelError, type ResolveModel } from "./gather-models";
import { isSchema, type Schema } from "./reduce-schema";

/** `errors` is what `$context.error.validationErrorString` shows. */
export type BodyVerdict = { readonly valid: true } | { readonly valid: false; readonly errors: string };

/** Checks the text of a body; never throws. */
export type BodyCheck = (body: string) => BodyVerdict;

const VALID: BodyVerdict = { valid: true };
const cache = new WeakMap<object, BodyCheck>();

/**
 * A check of request bodies against a model (JSON Schema draft 4, reduced to what API Gateway enforces).
 * Compiled once for each schema object, when the first body comes. `resolveModel` gives the schema of another model by its name.
 *
 * @throws ModelError for a schema that is none, and for a reference to no model
 */
export function compileModel(schema: Schema, resolveModel: ResolveModel): BodyCheck {
  const known = cache.get(schema);
  if (known !== undefined) return known;
  const gathered = gatherModels(schema, resolveModel);
  const schemas = [gathered.root, ...gathered.models.values()];
  for (const candidate of schemas) refuseBadSchema(candidate);
  const validators = lazily(gathered);
  const check: BodyCheck = (body) => verdict(body, validators);
  cache.set(schema, check);
  return check;
}

interface Validators {
  /** Stops at the first error. */
  readonly quick: () => ValidateFunction;
  /** Finds all errors, to describe them. */
  readonly thorough: () => ValidateFunction;
}

/**
 * fidelity: observed: validators-get-without-body, validators-array-of-ref-model-no-body: an absent body counts as {};
 * what is no JSON: docs: Request validation for REST APIs, its message: guess
 */
function verdict(body: string, { quick, thorough }: Validators): BodyVerdict {
  let value: unknown = {};
  try {
    if (body !== "") value = JSON.parse(body);
  } catch {
    return { valid: false, errors: "[Invalid JSON]" };
  }
  try {
    if (quick()(value)) return VALID;
    const describing = thorough();
    describing(value);
    return { valid: false, errors: describeErrors(describing.errors ?? []) };
  } catch (error) {
    // Circular models follow the body as deep as it goes, which the stack does not.
    const why = error instanceof RangeError ? "nested too deeply" : (error as Error).message;
    return { valid: false, errors: `[${why}]` };
  }
}

function lazily(gathered: Gathered): Validators {
  let quick: ValidateFunction | undefined;
  let thorough: ValidateFunction | undefined;
  return {
    quick: () => {
      quick ??= compile(gathered, false);
      return quick;
    },
    thorough: () => {
      thorough ??= compile(gathered, true);
      return thorough;
    },
  };
}

function compile({ root, models }: Gathered, allErrors: boolean): ValidateFunction {
  // Patterns are ECMA 262 without the u flag, as in the validator of AWS.
  const ajv = new Draft4({ allErrors, verbose: allErrors, strict: false, unicodeRegExp: false, logger: false });
  for (const [id, schema] of models) ajv.addSchema({ ...schema, id }, id);
  return ajv.compile(root);
}

const META = new Draft4({ strict: false, logger: false });

function refuseBadSchema(schema: Schema): void {
  // fidelity: docs: CreateModel answers "Invalid model specified: ... Invalid model schema specified" for these
  if (!META.validateSchema(schema)) {
    throw new ModelError(`Invalid model specified: ${META.errorsText(META.errors, { dataVar: "schema" })}`);
  }
  for (const pattern of patterns(schema)) {
    try {
      new RegExp(pattern);
    } catch {
      throw new ModelError(`Invalid model specified: ${JSON.stringify(pattern)} is no regular expression`);
    }
  }
}

function* patterns(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* patterns(item);
  if (!isSchema(value)) return;
  if (typeof value.pattern === "string") yield value.pattern;
  for (const held of Object.values(value)) yield* patterns(held);
}
