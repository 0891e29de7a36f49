import type { Block, Json } from "../../../../../local/services/stepfunctions/language/definition";
import { type Run, Transitions } from "../../../../../local/services/stepfunctions/language/run";
import { runBlock } from "../../../../../local/services/stepfunctions/language/run-block";
import { FakeClock } from "../../../cloud/fake-clock";

/** Runs states with `task` as the work of all tasks. */
export const runDefinition = (
  block: Block,
  input: Json,
  { task = async () => null, clock = new FakeClock() }: { task?: Run["task"]; clock?: FakeClock } = {},
): Promise<Json> => {
  const context = { Execution: { Name: "first" }, StateMachine: { Name: "flow" } };
  const signal = new AbortController().signal;
  const run = { clock, signal, context, transitions: new Transitions(), canRun: () => true, task };
  return runBlock(block, { input, context }, run);
};

/** One state, the last of its block. */
export const only = (state: Omit<Block["States"][string], "End">): Block => ({
  StartAt: "Only",
  States: { Only: { ...state, End: true } as Block["States"][string] },
});
