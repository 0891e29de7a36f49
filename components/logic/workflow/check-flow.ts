import { ArgsError } from "../../core/args/args-error";
import { suggestion } from "../../core/args/args-shape";
import { shown } from "../../core/args/shown";
import type { Flow, WorkflowState } from "./states";

/** A state that another leads to, and where that is said. */
export interface Step {
  readonly at: string;
  readonly to: string;
  /** Whether it leads there after an error. */
  readonly failed?: boolean;
}

/** Where a state leads, in the order of its arguments. */
export const stepsOf = (state: WorkflowState): Step[] => [
  ...("next" in state && state.next !== undefined ? [{ at: "next", to: state.next }] : []),
  ...(state.type === "choice"
    ? [
        ...state.choices.map(({ next }, index) => ({ at: `choices[${index}].next`, to: next })),
        { at: "otherwise", to: state.otherwise },
      ]
    : []),
  ...("catch" in state
    ? (state.catch ?? []).map(({ next }, index) => ({ at: `catch[${index}].next`, to: next, failed: true }))
    : []),
];

/**
 * Holds that the states of a flow, and of the flows inside it, have names and lead to states that are there; inside it,
 * that all are reached too.
 *
 * @param made Names of states that are made besides.
 * @throws {ArgsError}
 */
export const checkFlow = (component: string, at: string, flow: Flow, made: readonly string[] = []): void => {
  const { start, states } = flow;
  const path = (place: string): string => (at === "" ? place : `${at}.${place}`);
  const names = Object.keys(states);
  const known = [...names, ...made];
  const require = (place: string, name: string): void => {
    if (known.includes(name)) return;
    const rule = `must name a state (it is ${shown(name)}; ${suggestion(name, known, "the states are")})`;
    throw new ArgsError(component, path(place), rule);
  };
  if (names.length === 0) throw new ArgsError(component, path("states"), "must hold a state (it is empty)");
  for (const name of names) checkStateName(component, path("states"), name);
  require("start", start);
  for (const [name, state] of Object.entries(states)) {
    const place = `states${inPath(name)}`;
    for (const step of stepsOf(state)) require(`${place}.${step.at}`, step.to);
    checkOnward(component, path(place), state);
    if (state.type === "parallel") {
      if (state.branches.length === 0) throw new ArgsError(component, path(`${place}.branches`), "must hold a branch");
      state.branches.forEach((branch, index) => {
        checkInner(component, path(`${place}.branches[${index}]`), branch);
      });
    }
    if (state.type === "map") checkInner(component, path(`${place}.each`), state.each);
  }
};

const checkInner = (component: string, at: string, flow: Flow): void => {
  checkFlow(component, at, flow);
  checkReached(component, `${at}.`, flow);
  const undone = Object.entries(flow.states).find(([, state]) => state.type === "task" && state.undo !== undefined);
  if (undone !== undefined)
    throw new ArgsError(
      component,
      `${at}.states${inPath(undone[0])}.undo`,
      "must stand in a state of the workflow itself: how far branches and items have come is not known when one fails",
    );
};

export const inPath = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;

/** https://docs.aws.amazon.com/step-functions/latest/dg/workflow-states.html: 80 characters at most */
const checkStateName = (component: string, at: string, name: string): void => {
  if (!/^[^\p{Cc}"*?<>{}[\]#%\\^|~`$&,;:/]{1,80}$/u.test(name))
    throw new ArgsError(
      component,
      `${at}[${JSON.stringify(name)}]`,
      "must be called by 1 to 80 characters, among them none that names of AWS may not hold",
    );
};

const ENDING = new Set(["choice", "succeed", "fail"]);

const checkOnward = (component: string, at: string, state: WorkflowState): void => {
  if (ENDING.has(state.type)) return;
  const { next, end } = state as { readonly next?: string; readonly end?: boolean };
  if ((next === undefined) === (end === undefined))
    throw new ArgsError(component, at, `must have either next, the state after it, or end: true`);
};

/** The names of a state and of those that it leads to, in any number of steps. */
export const reachedFrom = ({ states }: Flow, start: string): ReadonlySet<string> => {
  const reached = new Set([start]);
  for (const name of reached) {
    const state = states[name];
    if (state) for (const { to } of stepsOf(state)) reached.add(to);
  }
  return reached;
};

/** @throws {ArgsError} for a state that nothing leads to */
export const checkReached = (component: string, at: string, flow: Flow): void => {
  const reached = reachedFrom(flow, flow.start);
  const lost = Object.keys(flow.states).find((name) => !reached.has(name));
  if (lost === undefined) return;
  const rule = "must be reached: no state leads there, and it is not the start";
  throw new ArgsError(component, `${at}states${inPath(lost)}`, rule);
};
