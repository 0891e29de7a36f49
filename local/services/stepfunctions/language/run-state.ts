import { holds } from "./choice";
import { isObject, type Json, type State } from "./definition";
import { runForEach } from "./map";
import { refusedOf } from "./not-executed";
import { runBranches } from "./parallel";
import { type Data, filtered, placed, requirePath } from "./paths";
import { fillTemplate } from "./payload-template";
import { withRetries } from "./retry";
import type { Run } from "./run";
import { runtimeError, StatesError } from "./states-error";
import { runTask } from "./task";
import { waitIn } from "./wait-state";

export interface Outcome {
  readonly output: Json;
  /** `undefined`: the block is done. */
  readonly next: string | undefined;
}

/** Enters a state: its work, with what goes in and comes out shaped by its paths and templates. */
// fidelity: docs: Step Functions developer guide, "Processing input and output"
export const runState = async (name: string, state: State, given: Data, run: Run): Promise<Outcome> => {
  const [missing] = refusedOf(state, run.canRun);
  if (missing !== undefined) {
    throw new StatesError("NotEmulatedByLocalCloud", `${missing} of state ${name} is not emulated by the local cloud`);
  }
  const entered = { Name: name, EnteredTime: new Date(run.clock.now()).toISOString(), RetryCount: 0 };
  const known = isObject(given.context) ? given.context : {};
  const data = { ...given, context: { ...known, State: entered } };
  const input = filtered(state.InputPath, data);
  const inside = { ...data, input };
  switch (state.Type) {
    case "Choice":
      return { output: filtered(state.OutputPath, inside), next: choose(name, state, inside) };
    case "Succeed":
      return { output: filtered(state.OutputPath, inside), next: undefined };
    case "Fail":
      throw failure(state, inside);
    case "Wait":
      await waitIn(state, inside, run);
      return { output: filtered(state.OutputPath, inside), next: state.Next };
    default:
      return work(state, data, inside, run);
  }
};

const work = async (state: State, data: Data, inside: Data, run: Run): Promise<Outcome> => {
  try {
    const result = await withRetries(state.Retry ?? [], run, async () => {
      const raw = await resultOf(state, inside, run);
      return state.ResultSelector === undefined ? raw : fillTemplate(state.ResultSelector, { ...data, input: raw });
    });
    // fidelity: docs: States language specification, ResultPath: into the raw input, before InputPath
    const output = placed(state.ResultPath, data.input, result);
    return { output: filtered(state.OutputPath, { ...data, input: output }), next: state.Next };
  } catch (error) {
    const caught = error instanceof StatesError ? catcher(state, error) : undefined;
    if (!caught || !(error instanceof StatesError)) throw error;
    const told = { Error: error.error, Cause: error.reason };
    return { output: placed(caught.ResultPath, data.input, told), next: caught.Next };
  }
};

const resultOf = async (state: State, data: Data, run: Run): Promise<Json> => {
  if (state.Type === "Map") return runForEach(state, data, run);
  const input = state.Parameters === undefined ? data.input : fillTemplate(state.Parameters, data);
  if (state.Type === "Pass") return state.Result ?? input;
  if (state.Type === "Parallel") return runBranches(state, { ...data, input }, run);
  if (state.Type === "Task") return runTask(state, { ...data, input }, run);
  throw runtimeError(`There is no type of state ${state.Type}`);
};

const catcher = ({ Catch = [] }: State, error: StatesError) =>
  Catch.find(({ ErrorEquals }) => error.matches(ErrorEquals));

const choose = (name: string, { Choices = [], Default }: State, data: Data): string => {
  const rule = Choices.find((each) => holds(each, data));
  const next = rule ? rule.Next : Default;
  if (typeof next === "string") return next;
  throw new StatesError("States.NoChoiceMatched", `No choice rule of ${name} holds, and it has no Default`);
};

const failure = ({ Error: error, ErrorPath, Cause: cause, CausePath }: State, data: Data): StatesError => {
  const read = (path: string | undefined, text = ""): string =>
    path === undefined ? text : String(requirePath(path, data));
  return new StatesError(read(ErrorPath, error), read(CausePath, cause));
};
