import { ArgsError } from "../../core/args/args-error";
import { inPath, reachedFrom, stepsOf } from "./check-flow";
import type { Catch, Flow, TaskState, WorkflowState } from "./states";

/** The state that takes back what a state has done. */
export const undoing = (name: string): string => `undo ${name}`;

/** Where an undone workflow ends, unless it says where. */
export const UNDONE = "undone";

/** What takes a step back, and what comes then, is tried for an hour and a half: nothing stands behind it. */
const UNDO_RETRY = [{ errors: ["States.ALL"], attempts: 100, interval: "1 second", maxDelay: "1 minute" }] as const;

/** Names of the states that compensation makes. */
export const undoStatesOf = ({ states }: Flow): string[] =>
  Object.entries(states).flatMap(([name, state]) => (undoOf(state) === undefined ? [] : [undoing(name)]));

const undoOf = (state: WorkflowState): TaskState["undo"] => (state.type === "task" ? state.undo : undefined);

/**
 * The flow with what undoes it: a state that fails leads to the undoing of the last step that may have been done, that
 * one to the one before, and so on; one that fails before any leads to where all has been undone.
 *
 * @throws {ArgsError} where a state may be reached with other steps done before it: then nobody knows what to undo.
 */
export const compensated = (component: string, flow: Flow, afterwards: string | undefined): Flow => {
  if (undoStatesOf(flow).length === 0) {
    if (afterwards !== undefined && !leadsTo(flow, afterwards)) {
      throw new ArgsError(component, "compensated", "must be left out: no state has an undo");
    }
    return flow;
  }
  const before = stepsBefore(component, flow);
  const last = afterwards ?? UNDONE;
  const ending = reachedFrom(flow, last);
  const states: Record<string, WorkflowState> = {};
  for (const [name, state] of Object.entries(flow.states)) {
    const done = before.get(name) ?? [];
    const undo = undoOf(state);
    const from = undo === undefined ? done.at(-1) : name;
    if (ending.has(name) && undo === undefined)
      states[name] = state.type === "task" ? { retry: UNDO_RETRY, ...state } : state;
    else if (from !== undefined) states[name] = catching(state, undoing(from));
    else states[name] = afterwards === undefined ? state : catching(state, afterwards);
    if (undo === undefined) continue;
    const earlier = done.at(-1);
    states[undoing(name)] = {
      type: "task",
      do: undo.do,
      ...(undo.input === undefined ? {} : { input: undo.input }),
      retry: UNDO_RETRY,
      result: "none",
      next: earlier === undefined ? last : undoing(earlier),
    };
  }
  if (afterwards !== undefined) return { ...flow, states };
  checkNotLed(component, flow);
  return { ...flow, states: { ...states, [UNDONE]: { type: "fail", error: "$.error.Error", cause: "$.error.Cause" } } };
};

const leadsTo = (flow: Flow, name: string): boolean =>
  Object.values(flow.states).some((state) => stepsOf(state).some(({ to }) => to === name));

/** Without an error there is none to fail with. */
const checkNotLed = (component: string, flow: Flow): void => {
  const undos = new Set(undoStatesOf(flow));
  for (const [name, state] of Object.entries(flow.states)) {
    for (const { at, to, failed } of stepsOf(state)) {
      if (failed || !undos.has(to)) continue;
      const rule = `must not lead to "${to}" without compensated, the state after all has been undone: there is no error to fail with`;
      throw new ArgsError(component, `states${inPath(name)}.${at}`, rule);
    }
  }
};

const catching = (state: WorkflowState, next: string): WorkflowState => {
  if (state.type !== "task" && state.type !== "parallel" && state.type !== "map") return state;
  const further: Catch = { errors: ["States.ALL"], next };
  return { ...state, catch: [...(state.catch ?? []), further] };
};

/** For each state the steps with an undo that have been done when it is entered, in their order. */
const stepsBefore = (component: string, flow: Flow): Map<string, readonly string[]> => {
  const before = new Map<string, readonly string[]>([[flow.start, []]]);
  for (const [name, done] of before) {
    const state = flow.states[name];
    if (!state) continue;
    for (const { at, to, failed } of stepsOf(state)) {
      if (!(to in flow.states)) continue;
      const after = undoOf(state) === undefined || failed ? done : [...done, name];
      const known = before.get(to);
      if (known === undefined) before.set(to, after);
      else if (known.join("\n") !== after.join("\n")) {
        const [one, other] = [known, after].map((steps) => steps.join(", ") || "none");
        const rule = `must be reached with the same steps done: "${to}" is entered after ${one} and after ${other}, so that nobody knows what to undo`;
        throw new ArgsError(component, `states${inPath(name)}.${at}`, rule);
      }
    }
  }
  return before;
};
