import { isObject, type Json, type State } from "./definition";
import { together } from "./parallel";
import { type Data, requirePath } from "./paths";
import { fillTemplate } from "./payload-template";
import type { Run } from "./run";
import { runBlock } from "./run-block";
import { runtimeError } from "./states-error";

/** fidelity: docs: Map state, inline mode: up to 40 iterations at once */
const MOST_AT_ONCE = 40;

/** Runs the states of an inline Map for each item. */
export const runForEach = async (state: State, data: Data, run: Run): Promise<Json> => {
  const block = state.ItemProcessor ?? state.Iterator;
  const items = state.ItemsPath === undefined ? data.input : requirePath(state.ItemsPath, data);
  if (!block) throw runtimeError("A Map state needs an ItemProcessor");
  // fidelity: observed: localstack's tests on AWS
  if (!Array.isArray(items)) throw runtimeError(`Map state input must be an array but was: ${JSON.stringify(items)}`);
  const template = state.ItemSelector ?? state.Parameters;
  const known = isObject(data.context) ? data.context : {};
  const work = items.map((item: Json, index) => (inner: Run) => {
    const context = { ...known, Map: { Item: { Index: index, Value: item } } };
    const input = template === undefined ? item : fillTemplate(template, { input: data.input, context });
    return runBlock(block, { input, context }, inner);
  });
  return together(run, work, state.MaxConcurrency || MOST_AT_ONCE);
};
