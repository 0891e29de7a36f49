import type { Retrier } from "./definition";
import { type Run, wait } from "./run";
import { StatesError } from "./states-error";

/** Does the work again as the retriers say, each with a count of its own. */
// fidelity: docs: Step Functions developer guide, "Retrying after an error": 3 attempts, 1 s, twice as long each time
export const withRetries = async <Result>(
  retriers: readonly Retrier[],
  run: Run,
  work: () => Promise<Result>,
): Promise<Result> => {
  const attempts = new Map<Retrier, number>();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const retrier =
        error instanceof StatesError ? retriers.find(({ ErrorEquals }) => error.matches(ErrorEquals)) : undefined;
      if (!retrier) throw error;
      const done = attempts.get(retrier) ?? 0;
      if (done >= (retrier.MaxAttempts ?? 3)) throw error;
      attempts.set(retrier, done + 1);
      await wait(delayMs(retrier, done), run);
      await run.transitions.next();
    }
  }
};

const delayMs = (retrier: Retrier, done: number): number => {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY } = retrier;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** done, MaxDelaySeconds);
  return seconds * 1000 * (retrier.JitterStrategy === "FULL" ? Math.random() : 1);
};
