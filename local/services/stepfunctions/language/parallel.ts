import type { Json } from "./definition";
import { errorDetails, failAgain } from "./ended-before";
import { type Entered, inside } from "./entered";
import { argumentsOf, type Scope } from "./evaluation";
import type { Track } from "./history";
import type { Run } from "./run";
import { runBlock } from "./run-block";
import { StatesError } from "./states-error";
import { together } from "./together";

/** Runs all branches at once with the same input; the first that fails ends the others. */
export const runBranches = async ({ state }: Entered, scope: Scope, run: Run, track: Track): Promise<Json> => {
  const within = inside(state, scope);
  const data = { ...within.data, input: await argumentsOf(state, within) };
  failAgain(track);
  await track.tell("started", "ParallelStateStarted");
  const branches = (state.Branches ?? []).map((branch, index) => async (inner: Run) => {
    const way = track.into(index);
    try {
      return await runBlock(branch, data, inner, way, scope.language);
    } finally {
      track.last = way.last;
      track.at = way.at;
    }
  });
  try {
    const results = await together(run, branches, Number.POSITIVE_INFINITY);
    await track.aside("ended", "ParallelStateSucceeded");
    return results;
  } catch (error) {
    if (error instanceof StatesError) await track.tell("ended", "ParallelStateFailed", undefined, errorDetails(error));
    throw error;
  }
};
