import type { Json, State } from "./definition";
import { bindingsOf, numberOf, type Scope } from "./evaluation";
import { evaluateAs } from "./jsonata";
import { requirePath } from "./paths";
import { queryError, runtimeError } from "./states-error";

/** The items of the state's input. */
// fidelity: observed: localstack's tests on AWS
export const itemsOf = async (state: State, scope: Scope): Promise<readonly Json[]> => {
  if (scope.language === "JSONata" && state.Items !== undefined) {
    return (await evaluateAs("array", "Items", state.Items, bindingsOf(scope))) as readonly Json[];
  }
  const items = state.ItemsPath === undefined ? scope.data.input : requirePath(state.ItemsPath, scope.data);
  if (Array.isArray(items)) return items as readonly Json[];
  const problem = `Map state input must be an array but was: ${JSON.stringify(items)}`;
  throw scope.language === "JSONata" ? queryError(problem) : runtimeError(problem);
};

/** A whole number; where a path leads to it, a text of digits will do. */
// fidelity: observed: localstack's tests on AWS
export const wholeOf = async (
  field: string,
  value: State["MaxConcurrency"],
  path: string | undefined,
  scope: Scope,
): Promise<number | undefined> => {
  const found = await numberOf(field, value, path, scope);
  if (found === undefined) return undefined;
  const number = typeof found === "string" && /^-?\d+$/.test(found) ? Number(found) : found;
  if (typeof number === "number" && Number.isInteger(number)) return number;
  const shown = typeof found === "string" ? found : JSON.stringify(found);
  throw runtimeError(`The ${field}Path field refers to value "${shown}" which is not a valid integer: ${path}`);
};
