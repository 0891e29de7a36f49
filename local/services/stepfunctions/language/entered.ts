import type { Json, JsonObject, State } from "./definition";
import { assignedBy, fill, type Scope } from "./evaluation";
import type { HistoryEvent, Track } from "./history";
import { filtered, placed } from "./paths";
import { StatesError, Unplaced } from "./states-error";

/** A state that has been entered. */
export interface Entered {
  readonly name: string;
  readonly state: State;
  readonly scope: Scope;
  readonly event: HistoryEvent;
}

export interface Outcome {
  readonly output: Json;
  readonly assigned: JsonObject;
  /** `undefined`: the block is done. */
  readonly next: string | undefined;
}

/** What a state works with: its input, of which a JSONPath state takes a part. */
export const inside = (state: State, { language, data }: Scope): Scope => ({
  language,
  data: language === "JSONata" ? data : { ...data, input: filtered(state.InputPath, data) },
});

/** What a state makes of its result. */
export const resulting = async (state: State, scope: Scope, result: Json): Promise<Outcome> => {
  const { data, language } = scope;
  const next = state.Next;
  if (language === "JSONata") {
    const known = { ...scope, more: { result } };
    const output = state.Output === undefined ? result : await fill("Output", state.Output, known);
    return { output, assigned: await assignedBy(state.Assign, known), next };
  }
  const assigned = await assignedBy(state.Assign, { ...scope, data: { ...data, input: result } });
  // fidelity: docs: States language specification, ResultPath: into the raw input, before InputPath
  const output = placed(state.ResultPath, data.input, result);
  return { output: filtered(state.OutputPath, { ...data, input: output }), assigned, next };
};

/** Names the state in an error that does not know it yet; the history tells what an expression could not give. */
export const placedIn = async ({ name, event }: Entered, error: unknown, track: Track): Promise<unknown> => {
  if (!(error instanceof Unplaced)) return error;
  const placed = error.in(name, event.id);
  if (placed.error !== "States.QueryEvaluationError") return placed;
  const location = /specified for the field '([^']+)'/.exec(error.reason ?? "")?.[1];
  await track.tell("evaluation", "EvaluationFailed", {
    error: placed.error,
    cause: placed.reason ?? "",
    ...(location === undefined ? {} : { location }),
    state: name,
  });
  return placed;
};

/** fidelity: docs: Step Functions quotas: 256 KiB of input or result */
const MAX_BYTES = 262_144;

/** @throws {StatesError} when a result or an output is larger than an execution carries */
export const requireSize = (of: string, text: string): void => {
  if (Buffer.byteLength(text) <= MAX_BYTES) return;
  // fidelity: observed: localstack's tests on AWS
  throw new StatesError(
    "States.DataLimitExceeded",
    `The state/task '${of}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
};
