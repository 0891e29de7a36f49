import type { Block, Json, QueryLanguage } from "./definition";
import type { Track } from "./history";
import type { Data } from "./paths";
import type { Run } from "./run";
import { runState } from "./run-state";
import { runtimeError } from "./states-error";

/** Runs states one after another; the output of the last is the block's. */
export const runBlock = async (
  block: Block,
  data: Data,
  run: Run,
  track: Track,
  language: QueryLanguage,
): Promise<Json> => {
  let name: string | undefined = block.StartAt;
  let { input, variables } = data;
  for (let entered = 0; name !== undefined; entered++) {
    const state = block.States[name];
    if (!state) throw runtimeError(`There is no state ${name}`);
    run.signal.throwIfAborted();
    const way = track.into(entered);
    const outcome = await runState(name, state, { ...data, input, variables }, run, way, language);
    track.last = way.last;
    track.at = way.at;
    input = outcome.output;
    variables = { ...variables, ...outcome.assigned };
    name = outcome.next;
  }
  return input;
};
