import { timeOf } from "./choice";
import type { State } from "./definition";
import { type Data, requirePath } from "./paths";
import { type Run, wait } from "./run";
import { runtimeError } from "./states-error";

/** Waits as a Wait state says. */
export const waitIn = (state: State, data: Data, run: Run): Promise<void> => {
  const { SecondsPath, TimestampPath, Timestamp } = state;
  if (Timestamp !== undefined || TimestampPath !== undefined) {
    const moment = TimestampPath === undefined ? (Timestamp ?? null) : requirePath(TimestampPath, data);
    const at = timeOf(moment);
    if (!Number.isNaN(at)) return wait(at - run.clock.now(), run);
    // fidelity: observed: localstack's tests on AWS
    throw runtimeError(
      TimestampPath === undefined
        ? `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${String(moment)}`
        : `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${TimestampPath} == ${String(moment)}`,
    );
  }
  const seconds = SecondsPath === undefined ? state.Seconds : requirePath(SecondsPath, data);
  if (typeof seconds !== "number" || seconds < 0) {
    throw runtimeError(
      `The SecondsPath parameter does not reference a positive number: ${SecondsPath} == ${String(seconds)}`,
    );
  }
  return wait(seconds * 1000, run);
};
