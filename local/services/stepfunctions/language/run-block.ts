import type { Block, Json } from "./definition";
import type { Data } from "./paths";
import type { Run } from "./run";
import { runState } from "./run-state";
import { runtimeError } from "./states-error";

/** Runs states one after another; the output of the last is the block's. */
export const runBlock = async (block: Block, data: Data, run: Run): Promise<Json> => {
  let name: string | undefined = block.StartAt;
  let { input } = data;
  while (name !== undefined) {
    const state = block.States[name];
    if (!state) throw runtimeError(`There is no state ${name}`);
    run.signal.throwIfAborted();
    await run.transitions.next();
    const { output, next } = await runState(name, state, { ...data, input }, run);
    input = output;
    name = next;
  }
  return input;
};
