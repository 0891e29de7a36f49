import { isDistributed, type Json, processorOf } from "./definition";
import { runDistributed } from "./distributed-map";
import { errorDetails, failAgain } from "./ended-before";
import { type Entered, inside } from "./entered";
import { fill, type Scope } from "./evaluation";
import type { Track } from "./history";
import { itemsOf, wholeOf } from "./items";
import { type Run, Sibling } from "./run";
import { runBlock } from "./run-block";
import { runtimeError, StatesError } from "./states-error";
import { together } from "./together";

/** fidelity: docs: Map state, inline mode: up to 40 iterations at once */
const MOST_AT_ONCE = 40;

/** Runs the states of a Map for each item. */
export const runMap = async (entered: Entered, scope: Scope, run: Run, track: Track): Promise<Json> => {
  const { state } = entered;
  const within = inside(state, scope);
  const limit = await wholeOf("MaxConcurrency", state.MaxConcurrency, state.MaxConcurrencyPath, within);
  if (isDistributed(state)) return runDistributed(entered, within, limit, run, track);
  const items = await itemsOf(state, within);
  failAgain(track);
  await track.tell("started", "MapStateStarted", { length: items.length });
  const iterations = items.map(
    (item, index) => (inner: Run) => iterate(entered, within, { item, index, track }, inner),
  );
  try {
    const results = await together(run, iterations, limit || MOST_AT_ONCE);
    await track.aside("ended", "MapStateSucceeded");
    return results;
  } catch (error) {
    if (error instanceof StatesError) await track.tell("ended", "MapStateFailed", undefined, errorDetails(error));
    throw error;
  }
};

const iterate = async (
  { name, state }: Entered,
  scope: Scope,
  { item, index, track }: { readonly item: Json; readonly index: number; readonly track: Track },
  run: Run,
): Promise<Json> => {
  const block = processorOf(state);
  if (!block) throw runtimeError("A Map state needs an ItemProcessor");
  const way = track.into(index);
  const facts = { index, name };
  await way.tell("iteration", "MapIterationStarted", facts);
  try {
    const data = { ...scope.data, context: { ...scope.data.context, Map: { Item: { Index: index, Value: item } } } };
    const template = state.ItemSelector ?? state.Parameters;
    const input = template === undefined ? item : await fill("ItemSelector", template, { ...scope, data });
    const output = await runBlock(block, { ...data, input }, run, way, scope.language);
    await way.aside("iterated", "MapIterationSucceeded", facts);
    return output;
  } catch (error) {
    const aborted = error instanceof Sibling;
    if (aborted || error instanceof StatesError) {
      await way.aside("iterated", aborted ? "MapIterationAborted" : "MapIterationFailed", facts);
    }
    throw error;
  } finally {
    track.last = way.last;
    track.at = way.at;
  }
};
