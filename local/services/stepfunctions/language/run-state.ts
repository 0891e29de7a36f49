import { type Choice, chosen } from "./choice-state";
import { isObject, type Json, type QueryLanguage, type State } from "./definition";
import { type Entered, inside, type Outcome, placedIn, requireSize, resulting } from "./entered";
import { assignedBy, bindingsOf, fill, type Scope } from "./evaluation";
import { type HistoryEvent, type Track, text, WHOLE } from "./history";
import { evaluateAs } from "./jsonata";
import { type Data, filtered } from "./paths";
import { fillTemplate, pathOrIntrinsic } from "./payload-template";
import { type Run, Sibling } from "./run";
import { StatesError } from "./states-error";
import { waitIn } from "./wait-state";
import { work } from "./work";

/** Enters a state: its work, with what goes in and comes out shaped by its paths and templates. */
// fidelity: docs: Step Functions developer guide, "Processing input and output"
export const runState = async (
  name: string,
  state: State,
  given: Data,
  run: Run,
  track: Track,
  outer: QueryLanguage,
): Promise<Outcome> => {
  const done = track.known("out");
  if (done) return again(done, track);
  const event = await track.tell("in", `${state.Type}StateEntered`, {
    name,
    input: text(given.input),
    inputDetails: WHOLE,
  });
  const language =
    state.QueryLanguage === "JSONata" || state.QueryLanguage === "JSONPath" ? state.QueryLanguage : outer;
  const context = { ...given.context, State: { Name: name, EnteredTime: new Date(event.time).toISOString() } };
  const entered = { name, state, scope: { language, data: { ...given, context } }, event };
  try {
    const outcome = await outcomeOf(entered, run, track);
    await leave(entered, outcome, track);
    return outcome;
  } catch (error) {
    if (error instanceof Sibling) await track.tell("aborted", `${state.Type}StateAborted`);
    throw await placedIn(entered, error, track);
  }
};

const again = (event: HistoryEvent, track: Track): Outcome => {
  const { details = {}, kept = {} } = event;
  track.follow(event);
  return {
    output: JSON.parse(String(details.output)) as Json,
    assigned: isObject(kept.assigned) ? kept.assigned : {},
    next: typeof kept.next === "string" ? kept.next : undefined,
  };
};

const leave = async ({ name, state }: Entered, { output, assigned, next }: Outcome, track: Track): Promise<void> => {
  const told = text(output);
  requireSize(state.Resource ?? name, told);
  const variables = Object.entries(assigned).map(([variable, value = null]) => [variable, text(value)] as const);
  const details = {
    name,
    output: told,
    outputDetails: WHOLE,
    ...(variables.length === 0
      ? {}
      : { assignedVariables: Object.fromEntries(variables), assignedVariablesDetails: WHOLE }),
  };
  const kept = { ...(next === undefined ? {} : { next }), ...(variables.length === 0 ? {} : { assigned }) };
  await track.tell("out", `${state.Type}StateExited`, details, kept);
};

const outcomeOf = async (entered: Entered, run: Run, track: Track): Promise<Outcome> => {
  const { state, scope, event } = entered;
  switch (state.Type) {
    case "Choice":
      return passedBy(state, scope, await chosen(entered.name, state, inside(state, scope)));
    case "Succeed":
      return passedBy(state, scope, { rule: state, next: undefined });
    case "Fail":
      throw await failure(state, inside(state, scope));
    case "Wait":
      await waitIn(state, inside(state, scope), event.time, run);
      return passedBy(state, scope, { rule: state, next: state.Next });
    case "Pass":
      return pass(state, scope);
    default:
      return work(entered, run, track);
  }
};

/** The outcome of a state that hands its input on. */
const passedBy = async (state: State, scope: Scope, { rule, next }: Choice): Promise<Outcome> => {
  const within = inside(state, scope);
  const assigned = await assignedBy(rule.Assign, within);
  if (scope.language === "JSONPath") {
    return { output: filtered(state.OutputPath, within.data), assigned, next };
  }
  const Output = rule.Output ?? state.Output;
  return { output: Output === undefined ? scope.data.input : await fill("Output", Output, scope), assigned, next };
};

const pass = async (state: State, scope: Scope): Promise<Outcome> => {
  const { data } = inside(state, scope);
  if (scope.language === "JSONata") return passedBy(state, scope, { rule: state, next: state.Next });
  const given = state.Parameters === undefined ? data.input : fillTemplate(state.Parameters, data);
  return resulting(state, scope, state.Result === undefined ? given : state.Result);
};

const failure = async (state: State, scope: Scope): Promise<StatesError> => {
  const read = async (
    field: string,
    path: string | undefined,
    fixed: string | undefined,
  ): Promise<string | undefined> => {
    if (path !== undefined) return String(pathOrIntrinsic(`${field}Path`, path, scope.data));
    if (fixed === undefined || scope.language === "JSONPath") return fixed;
    return String(await evaluateAs("string", field, fixed, bindingsOf(scope)));
  };
  return new StatesError(
    await read("Error", state.ErrorPath, state.Error),
    await read("Cause", state.CausePath, state.Cause),
  );
};
