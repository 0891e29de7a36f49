import { ExpressionError } from "../../../languages/expression-error";
import { parseJson } from "../../../languages/json/parse-json";
import { writeJson } from "../../../languages/json/write-json";
import { parsePath } from "../../../languages/json-path/parse-path";
import type { Token } from "../../../languages/json-path/path";
import { readPath } from "../../../languages/json-path/read-path";
import { isObject, type Json, type JsonObject } from "./definition";
import { runtimeError } from "./states-error";

/** What paths are read from. */
export interface Data {
  readonly input: Json;
  /** The context object, `$$`. */
  readonly context: JsonObject;
  /** `$name`: those of this block and of those around it. */
  readonly variables: JsonObject;
}

interface Place {
  readonly document: Json;
  /** The path in it, from `$` on. */
  readonly text: string;
}

const placeOf = (path: string, { input, context, variables }: Data): Place | undefined => {
  if (path.startsWith("$$")) return { document: context, text: path.slice(1) };
  const [, name, rest = ""] = /^\$([\p{L}_][\p{L}\p{N}_]*)(.*)$/su.exec(path) ?? [];
  if (name === undefined) return { document: input, text: path };
  const document = variables[name];
  return document === undefined ? undefined : { document, text: `$${rest}` };
};

const METER = { spend: () => {}, text: (written: string) => written };

// fidelity: observed: localstack's tests on AWS: a backslash before a double quote stands for itself
const read = (text: string): string => text.replace(/\\(?=")/g, "\\\\");

/** The value at `$.a`, at `$$.a` of the context object or at `$a.b` of a variable; `undefined` where there is none. */
export const findPath = (path: string, data: Data): Json | undefined => {
  const place = placeOf(path, data);
  if (!place) return undefined;
  if (place.text === "$") return place.document;
  try {
    const found = readPath(parseJson(JSON.stringify(place.document)), read(place.text), METER);
    return found === undefined ? undefined : (JSON.parse(writeJson(found, METER, "plain")) as Json);
  } catch (error) {
    throw runtimeError(`Invalid path '${path}' : ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** Whether a text is a path at all. */
export const isPath = (path: string): boolean => {
  const place = placeOf(path, { input: null, context: {}, variables: {} });
  try {
    if (place) parsePath(read(place.text));
    return path.startsWith("$");
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
};

/** The value at the path of a field such as InputPath. */
// fidelity: observed: localstack's tests on AWS: which part of the path is missing
export const requirePath = (path: string, data: Data): Json => {
  const found = findPath(path, data);
  if (found !== undefined) return found;
  const place = placeOf(path, data);
  throw runtimeError(`Invalid path '${path}' : ${place ? missingIn(place) : `there is no variable ${path}`}`);
};

const missingIn = ({ document, text }: Place): string => {
  const tokens = parsePath(read(text));
  let value: Json | undefined = document;
  for (const [at, token] of tokens.slice(0, -1).entries()) {
    value = step(value, token);
    if (value === undefined)
      return `Missing property in path $${tokens
        .slice(0, at + 1)
        .map(written)
        .join("")}`;
  }
  return `No results for path: $${tokens.map(written).join("")}`;
};

const step = (value: Json | undefined, token: Token): Json | undefined => {
  if (token.kind === "property") return isObject(value) ? value[token.names[0] ?? ""] : undefined;
  if (token.kind !== "index" || !Array.isArray(value)) return undefined;
  return (value as readonly Json[]).at(token.indexes[0] ?? 0);
};

const written = (token: Token): string =>
  token.kind === "property"
    ? `[${token.names.map((name) => `'${name}'`).join(",")}]`
    : token.kind === "index"
      ? `[${token.indexes.join(",")}]`
      : "[*]";

/** The value at a path that a template or a Fail state names. */
// fidelity: observed: localstack's tests on AWS
export const requireFor = (field: string, path: string, data: Data): Json => {
  const found = findPath(path, data);
  if (found !== undefined) return found;
  const document = placeOf(path, data)?.document ?? data.input;
  throw runtimeError(
    `The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${JSON.stringify(document)}'`,
  );
};

/** InputPath and OutputPath: absent is all, null is nothing. */
export const filtered = (path: string | null | undefined, data: Data): Json =>
  path === null ? {} : path === undefined ? data.input : requirePath(path, data);

const STEP = /\.([^.[\]]+)|\[(\d+)\]|\[(?:'|")([^'"]*)(?:'|")\]/y;

/** ResultPath: the input with the result in its place. */
export const placed = (path: string | null | undefined, input: Json, result: Json): Json => {
  if (path === null) return input;
  if (path === undefined || path === "$") return result;
  const names: string[] = [];
  for (let at = 1; at < path.length; at = STEP.lastIndex) {
    STEP.lastIndex = at;
    const found = STEP.exec(path);
    if (!found) throw runtimeError(`Invalid path '${path}' : ResultPath must be a reference path`);
    names.push(found[1] ?? found[2] ?? found[3] ?? "");
  }
  return into(input, names, result);
};

const into = (value: Json, [name, ...rest]: readonly string[], result: Json): Json => {
  if (name === undefined) return result;
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    if (!/^\d+$/.test(name) || Number(name) >= list.length) {
      throw runtimeError(`Unable to apply ResultPath to an array: there is no item ${name}`);
    }
    return list.map((item, index) => (index === Number(name) ? into(item, rest, result) : item));
  }
  if (isObject(value)) return { ...value, [name]: into(value[name] ?? {}, rest, result) };
  throw runtimeError(`Unable to apply step "${name}" of ResultPath to input ${JSON.stringify(value)}`);
};
