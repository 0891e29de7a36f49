import { parseJson } from "../../../languages/json/parse-json";
import { writeJson } from "../../../languages/json/write-json";
import { readPath } from "../../../languages/json-path/read-path";
import { isObject, type Json } from "./definition";
import { runtimeError } from "./states-error";

/** What paths are read from. */
export interface Data {
  readonly input: Json;
  /** The context object, `$$`. */
  readonly context: Json;
}

/** The value at `$.a`, or at `$$.a` of the context object; `undefined` where there is none. */
export const findPath = (path: string, { input, context }: Data): Json | undefined => {
  const ofContext = path.startsWith("$$");
  const text = ofContext ? path.slice(1) : path;
  const document = ofContext ? context : input;
  if (text === "$") return document;
  const meter = { spend: () => {}, text: (written: string) => written };
  try {
    const found = readPath(parseJson(JSON.stringify(document)), text, meter);
    return found === undefined ? undefined : (JSON.parse(writeJson(found, meter, "plain")) as Json);
  } catch (error) {
    throw runtimeError(`Invalid path '${path}' : ${error instanceof Error ? error.message : String(error)}`);
  }
};

// fidelity: docs: States language specification, "Predefined Error Codes": States.ParameterPathFailure;
// guess: AWS fails with States.Runtime, as its recorded executions show
export const requirePath = (path: string, data: Data): Json => {
  const found = findPath(path, data);
  if (found !== undefined) return found;
  throw runtimeError(`The JSONPath '${path}' could not be found in the input '${JSON.stringify(data.input)}'`);
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
    const step = STEP.exec(path);
    if (!step) throw runtimeError(`Invalid path '${path}' : ResultPath must be a reference path`);
    names.push(step[1] ?? step[2] ?? step[3] ?? "");
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
