import type { Json, State } from "./definition";
import { type Data, requirePath } from "./paths";
import { type Run, unlessAborted, wait } from "./run";
import { StatesError } from "./states-error";

/** fidelity: docs: Step Functions quotas: 256 KiB of input or result */
const MAX_BYTES = 262_144;

/** Does the work of a Task state, within its time. */
export const runTask = async (state: State, data: Data, run: Run): Promise<Json> => {
  const { Resource = "", TimeoutSecondsPath } = state;
  const seconds = TimeoutSecondsPath === undefined ? state.TimeoutSeconds : requirePath(TimeoutSecondsPath, data);
  const work = unlessAborted(run.signal, run.task(Resource, data.input));
  const result = typeof seconds === "number" ? await within(seconds, work, run) : await work;
  if (Buffer.byteLength(JSON.stringify(result)) <= MAX_BYTES) return result;
  // fidelity: observed: localstack's tests on AWS
  throw new StatesError(
    "States.DataLimitExceeded",
    `The state/task '${Resource}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
};

const within = async (seconds: number, work: Promise<Json>, run: Run): Promise<Json> => {
  const done = new AbortController();
  const late = wait(seconds * 1000, { clock: run.clock, signal: done.signal }).then(() => {
    throw new StatesError("States.Timeout");
  });
  // Whichever comes second has nobody left to tell.
  late.catch(() => {});
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
};
