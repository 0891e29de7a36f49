import type { Catcher, Json, Retrier } from "./definition";
import { type Entered, type Outcome, placedIn, resulting } from "./entered";
import { assignedBy, fill, type Scope } from "./evaluation";
import type { Track } from "./history";
import { runMap } from "./map";
import { runBranches } from "./parallel";
import { placed } from "./paths";
import { fillTemplate } from "./payload-template";
import { type Run, waitUntil } from "./run";
import { runtimeError, StatesError, told } from "./states-error";
import { runTask } from "./task";

/** Does what a Task, a Parallel or a Map state is there for, again as its retriers say; what fails may be caught. */
// fidelity: docs: Step Functions developer guide, "Handling errors"
export const work = async (entered: Entered, run: Run, track: Track): Promise<Outcome> => {
  const { state, scope } = entered;
  const attempts = new Map<Retrier, number>();
  for (let attempt = 0; ; attempt++) {
    const way = track.into(attempt);
    try {
      return await outcomeOf(entered, counted(scope, attempt), run, way);
    } catch (thrown) {
      const error = await placedIn(entered, thrown, way);
      if (!(error instanceof StatesError)) throw error;
      const retrier = state.Retry?.find(({ ErrorEquals }) => error.matches(ErrorEquals));
      const done = retrier ? (attempts.get(retrier) ?? 0) : 0;
      if (!retrier || done >= (retrier.MaxAttempts ?? 3)) return caught(entered, error);
      attempts.set(retrier, done + 1);
      await waitUntil((way.at || run.clock.now()) + delayMs(retrier, done), run);
    } finally {
      track.last = way.last;
      track.at = way.at;
    }
  }
};

const counted = (scope: Scope, RetryCount: number): Scope => {
  const { data } = scope;
  const State = { ...(data.context.State as object), RetryCount };
  return { ...scope, data: { ...data, context: { ...data.context, State } } };
};

const outcomeOf = async (entered: Entered, scope: Scope, run: Run, way: Track): Promise<Outcome> => {
  const { state } = entered;
  const raw = await resultOf(entered, scope, run, way);
  const result =
    state.ResultSelector === undefined || scope.language === "JSONata"
      ? raw
      : fillTemplate(state.ResultSelector, { ...scope.data, input: raw });
  return resulting(state, scope, result);
};

const resultOf = (entered: Entered, scope: Scope, run: Run, way: Track): Promise<Json> => {
  const { Type } = entered.state;
  if (Type === "Task") return runTask(entered, scope, run, way);
  if (Type === "Parallel") return runBranches(entered, scope, run, way);
  if (Type === "Map") return runMap(entered, scope, run, way);
  throw runtimeError(`There is no type of state ${Type}`);
};

// fidelity: docs: Step Functions developer guide, "Retrying after an error": 3 attempts, 1 s, twice as long each time
const delayMs = (retrier: Retrier, done: number): number => {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY } = retrier;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** done, MaxDelaySeconds);
  return seconds * 1000 * (retrier.JitterStrategy === "FULL" ? Math.random() : 1);
};

const caught = async ({ state, scope }: Entered, error: StatesError): Promise<Outcome> => {
  const catcher = state.Catch?.find(({ ErrorEquals }) => error.matches(ErrorEquals));
  if (!catcher) throw error;
  const output: Json = told(error);
  return { ...(await handedOn(catcher, scope, output)), next: catcher.Next };
};

const handedOn = async (catcher: Catcher, scope: Scope, error: Json): Promise<Omit<Outcome, "next">> => {
  const { data } = scope;
  if (scope.language === "JSONata") {
    const known = { ...scope, more: { errorOutput: error } };
    const output = catcher.Output === undefined ? error : await fill("Output", catcher.Output, known);
    return { output, assigned: await assignedBy(catcher.Assign, known) };
  }
  const assigned = await assignedBy(catcher.Assign, { ...scope, data: { ...data, input: error } });
  return { output: placed(catcher.ResultPath, data.input, error), assigned };
};
