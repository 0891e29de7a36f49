import { createHash, randomUUID } from "node:crypto";
import jsonata from "jsonata";
import { isObject, type Json } from "./definition";
import { JavaRandom } from "./java-random";
import { queryError, StatesError } from "./states-error";

/** What an expression sees: `$states` and the variables. */
export interface Bindings {
  readonly states: {
    readonly input: Json;
    readonly context: Json;
    readonly result?: Json;
    readonly errorOutput?: Json;
  };
  readonly variables: Readonly<Record<string, Json | undefined>>;
}

/** fidelity: guess: AWS ends an evaluation too; after how long is not told */
const MAX_MS = 5_000;
const MAX_DEPTH = 500;

const EXPRESSION = /^\{%([\s\S]*)%\}$/;

export const expressionOf = (text: string): string | undefined => EXPRESSION.exec(text)?.[1]?.trim();

/** Why a text is no expression of AWS's dialect. */
// fidelity: docs: Step Functions developer guide, "Transforming data with JSONata": $eval is not there
export const expressionProblem = (expression: string): string | undefined => {
  try {
    const tree = jsonata(expression);
    return /\$eval\s*\(/.test(expression) && tree ? "$eval is not supported" : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String((error as { message?: unknown }).message ?? error);
  }
};

/** All `{% %}` of a value; `field` is where it stands, `Output/result`. */
export const evaluateTemplate = async (field: string, template: Json, bindings: Bindings): Promise<Json> => {
  if (typeof template === "string") {
    const expression = expressionOf(template);
    return expression === undefined ? template : evaluate(field, expression, bindings);
  }
  if (Array.isArray(template)) {
    const items: readonly Json[] = template;
    return Promise.all(items.map((item, index) => evaluateTemplate(`${field}[${index}]`, item, bindings)));
  }
  if (!isObject(template)) return template;
  const members: [string, Json][] = [];
  for (const [name, value = null] of Object.entries(template)) {
    members.push([name, await evaluateTemplate(`${field}/${name}`, value, bindings)]);
  }
  return Object.fromEntries(members);
};

/** The value of a field that has to be of one type. */
// fidelity: observed: localstack's tests on AWS: the words of each refusal
export const evaluateAs = async (
  type: "array" | "boolean" | "number" | "string",
  field: string,
  template: Json,
  bindings: Bindings,
): Promise<Json> => {
  const value = await evaluateTemplate(field, template, bindings);
  const found = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
  if (found === type) return value;
  const shown = typeof template === "string" ? (expressionOf(template) ?? template) : JSON.stringify(template);
  throw queryError(
    `The JSONata expression '${shown}' specified for the field '${field}' returned an unexpected result type. Expected '${type}', but was '${found}' for value: ${JSON.stringify(value)}`,
  );
};

const evaluate = async (field: string, expression: string, { states, variables }: Bindings): Promise<Json> => {
  const place = `The JSONata expression '${expression}' specified for the field '${field}'`;
  let result: unknown;
  try {
    const compiled = jsonata(expression);
    guard(compiled);
    result = await compiled.evaluate(undefined, { ...FUNCTIONS, ...variables, states });
  } catch (error) {
    if (error instanceof StatesError) throw error;
    const { code = "", message = String(error) } = error as { code?: string; message?: string };
    throw queryError(`${place} threw an error during evaluation. ${code === "" ? "" : `${code}: `}${message}`);
  }
  if (result === undefined) throw queryError(`${place} returned nothing (undefined).`);
  const text = isFunction(result) ? undefined : JSON.stringify(result);
  if (text === undefined) throw queryError(`${place} returned an unsupported result type.`);
  return JSON.parse(text) as Json; // without the marks that jsonata leaves on its sequences
};

/** A function of JavaScript, or what jsonata makes of one. */
const isFunction = (value: unknown): boolean =>
  typeof value === "function" ||
  (typeof value === "object" && value !== null && ("_jsonata_lambda" in value || "_jsonata_function" in value));

/** Ends what would never end: it runs in the process of the local cloud. */
const guard = (compiled: jsonata.Expression): void => {
  const until = Date.now() + MAX_MS;
  let depth = 0;
  const entry = async () => {
    depth++;
    if (depth > MAX_DEPTH) throw queryError("The JSONata expression is nested too deeply.");
    if (Date.now() > until) throw queryError("The JSONata expression takes too long.");
    if (depth % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  };
  const exit = () => {
    depth--;
  };
  // The names under which jsonata looks for them.
  compiled.assign(Symbol.for("jsonata.__evaluate_entry") as unknown as string, entry);
  compiled.assign(Symbol.for("jsonata.__evaluate_exit") as unknown as string, exit);
};

const HASHES: Readonly<Record<string, string>> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};

const MAX_RANGE = 1_000;

const argument = (name: string, needs: string): never => {
  throw new Error(`${name} needs ${needs}`);
};

// fidelity: docs: Step Functions developer guide, "JSONata functions provided by Step Functions"
const FUNCTIONS = {
  partition: (items: readonly unknown[] | undefined, size: number) => {
    const whole = Math.trunc(size);
    if (!Array.isArray(items) || !(whole > 0)) return argument("$partition", "an array and a positive size");
    return Array.from({ length: Math.ceil(items.length / whole) }, (_, at) =>
      items.slice(at * whole, (at + 1) * whole),
    );
  },
  range: (first: number, last: number, step: number) => {
    const [from, to, by] = [first, last, step].map(Math.trunc) as [number, number, number];
    const count = by === 0 ? -1 : Math.floor((to - from) / by) + 1;
    if (!(count >= 0 && count <= MAX_RANGE)) return argument("$range", "a step that leads there within 1,000 items");
    const items = Array.from({ length: count }, (_, index) => from + index * by);
    // fidelity: observed: localstack's tests on AWS: it gives a sequence, and one of one item is that item
    return count === 1 ? items[0] : items;
  },
  hash: (data: unknown, algorithm: string) => {
    const known = HASHES[algorithm] ?? argument("$hash", `one of ${Object.keys(HASHES).join(", ")}`);
    return createHash(known)
      .update(typeof data === "string" ? data : JSON.stringify(data))
      .digest("hex");
  },
  random: (seed?: number) => (seed === undefined ? Math.random() : new JavaRandom(seed).fraction()),
  uuid: () => randomUUID(),
  parse: (text: string) => JSON.parse(text) as unknown,
  eval: undefined,
};
