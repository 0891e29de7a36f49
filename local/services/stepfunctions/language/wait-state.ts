import { timeOf } from "./choice";
import type { State } from "./definition";
import { bindingsOf, type Scope } from "./evaluation";
import { evaluateTemplate } from "./jsonata";
import { findPath, requirePath } from "./paths";
import { type Run, waitUntil } from "./run";
import { queryError, runtimeError, type StatesError } from "./states-error";

/** fidelity: docs: Step Functions developer guide, "Wait state": 99,999,999 seconds at most */
const MAX_SECONDS = 99_999_999;

/** Waits as a Wait state says, from when it was entered. */
export const waitIn = async (state: State, scope: Scope, entered: number, run: Run): Promise<void> => {
  const timed = state.Timestamp !== undefined || state.TimestampPath !== undefined;
  const end = timed ? await momentOf(state, scope) : entered + (await secondsOf(state, scope)) * 1000;
  if (end - entered > MAX_SECONDS * 1000) throw runtimeError("Wait state delay is too long.");
  return waitUntil(end, run);
};

const momentOf = async ({ Timestamp, TimestampPath }: State, scope: Scope): Promise<number> => {
  const byPath = TimestampPath !== undefined;
  const moment = byPath
    ? requirePath(TimestampPath, scope.data)
    : scope.language === "JSONata"
      ? await evaluateTemplate("Timestamp", Timestamp ?? null, bindingsOf(scope))
      : (Timestamp ?? null);
  const at = timeOf(moment);
  if (!Number.isNaN(at)) return at;
  // fidelity: observed: localstack's tests on AWS
  const form = "a valid ISO-8601 extended offset date-time format string";
  throw byPath
    ? runtimeError(`The TimestampPath parameter does not reference ${form}: ${TimestampPath} == ${String(moment)}`)
    : problem(scope, `The Timestamp field cannot be parsed as ${form.replace("a valid", "an")}: ${String(moment)}`);
};

// fidelity: observed: localstack's tests on AWS: the words of each refusal
const secondsOf = async ({ Seconds, SecondsPath }: State, scope: Scope): Promise<number> => {
  const byPath = SecondsPath !== undefined;
  const found = byPath
    ? findPath(SecondsPath, scope.data)
    : scope.language === "JSONata"
      ? await evaluateTemplate("Seconds", Seconds ?? null, bindingsOf(scope))
      : Seconds;
  if (found === undefined)
    throw runtimeError(`The SecondsPath parameter does not reference an input value: ${SecondsPath}`);
  const seconds = typeof found === "string" && /^-?\d+$/.test(found) ? Number(found) : found;
  const place = byPath ? "SecondsPath parameter" : "Seconds parameter";
  const shown = byPath ? `${SecondsPath} == ${JSON.stringify(found)}` : JSON.stringify(found);
  if (typeof seconds !== "number" || !Number.isInteger(seconds)) {
    throw problem(scope, `The ${place} cannot be parsed as a long value: ${shown}`);
  }
  if (seconds < 0) throw problem(scope, `The ${place} references a negative value: ${shown}`);
  return seconds;
};

const problem = ({ language }: Scope, reason: string): StatesError =>
  language === "JSONata" ? queryError(reason) : runtimeError(reason);
