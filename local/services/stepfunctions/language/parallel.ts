import type { Json, State } from "./definition";
import type { Data } from "./paths";
import type { Run } from "./run";
import { runBlock } from "./run-block";

/** Runs all branches at once with the same input; the first that fails ends the others. */
export const runBranches = ({ Branches = [] }: State, data: Data, run: Run): Promise<Json> =>
  together(
    run,
    Branches.map((branch) => (inner: Run) => runBlock(branch, data, inner)),
    Number.POSITIVE_INFINITY,
  );

/** Runs work at once, at most `limit` of it; the first that fails ends the rest. */
export const together = async (
  run: Run,
  work: readonly ((inner: Run) => Promise<Json>)[],
  limit: number,
): Promise<Json[]> => {
  const stop = new AbortController();
  const inner = { ...run, signal: AbortSignal.any([run.signal, stop.signal]) };
  const results: Json[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < work.length; at = next++) results[at] = (await work[at]?.(inner)) ?? null;
  };
  try {
    await Promise.all(Array.from({ length: Math.min(limit, work.length) }, worker));
    return results;
  } catch (error) {
    stop.abort(error);
    throw error;
  }
};
