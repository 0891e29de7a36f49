import type { Block, Json } from "../../../../../local/services/stepfunctions/language/definition";
import { History, type HistoryEvent, Track } from "../../../../../local/services/stepfunctions/language/history";
import type { Run } from "../../../../../local/services/stepfunctions/language/run";
import { runBlock } from "../../../../../local/services/stepfunctions/language/run-block";
import { FakeClock } from "../../../cloud/fake-clock";

const none = async () => {
  throw new Error("not of this test");
};

interface Options {
  readonly task?: Run["task"];
  readonly clock?: FakeClock;
  readonly objects?: Partial<Run["objects"]>;
  /** What happened before a kill. */
  readonly done?: readonly HistoryEvent[];
  readonly keep?: (event: HistoryEvent) => Promise<void>;
}

/** Runs states with `task` as the work of all tasks. */
export const runDefinition = (
  block: Block,
  input: Json,
  { task = async () => null, clock = new FakeClock(), objects = {}, done = [], keep = async () => {} }: Options = {},
): Promise<Json> => {
  const context = { Execution: { Name: "first" }, StateMachine: { Name: "flow" } };
  const run: Run = {
    clock,
    region: "eu-west-1",
    signal: new AbortController().signal,
    task,
    child: (inner, item) => runDefinition(inner, item, { task, clock }),
    mapRuns: {
      arn: (label) => `arn:aws:states:eu-west-1:0:mapRun:flow/${label}:1`,
      begin: async () => {},
      end: async () => {},
    },
    objects: { read: none, list: none, write: none, ...objects },
  };
  const track = new Track(new History({ clock, keep, done }), "", 0);
  const language = block.QueryLanguage === "JSONata" ? "JSONata" : "JSONPath";
  return runBlock(block, { input, context, variables: {} }, run, track, language);
};

/** One state, the last of its block. */
export const only = (state: Omit<Block["States"][string], "End">): Block => ({
  StartAt: "Only",
  States: { Only: { ...state, End: true } as Block["States"][string] },
});
