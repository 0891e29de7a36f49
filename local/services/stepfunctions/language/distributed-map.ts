import type { Ended } from "./child";
import { type Json, processorOf, type State } from "./definition";
import { errorDetails, failAgain } from "./ended-before";
import type { Entered } from "./entered";
import { fill, numberOf, type Scope } from "./evaluation";
import type { Track } from "./history";
import { batchesOf } from "./item-batches";
import { readItems } from "./item-reader";
import { itemsOf, wholeOf } from "./items";
import { writeResults } from "./result-writer";
import type { MapRunFacts, Run } from "./run";
import { runtimeError, StatesError } from "./states-error";
import { together } from "./together";

/** fidelity: guess: AWS runs up to 10,000 at once, for which no laptop has the memory */
const MOST_AT_ONCE = 100;

interface Tolerance {
  readonly count: number | undefined;
  readonly percentage: number | undefined;
}

/** Runs a child execution for each item or batch of items; so many of them may fail. */
// fidelity: docs: Step Functions developer guide, "Using Map state in Distributed mode"; observed: localstack's tests on AWS
export const runDistributed = async (
  { name, state }: Entered,
  scope: Scope,
  limit: number | undefined,
  run: Run,
  track: Track,
): Promise<Json> => {
  const block = processorOf(state);
  if (!block) throw runtimeError("A Map state needs an ItemProcessor");
  failAgain(track);
  const tolerance = await toleranceOf(state, scope);
  const most = await wholeOf("MaxItems", state.ItemReader?.ReaderConfig?.MaxItems, maxItemsPath(state), scope);
  const given = state.ItemReader === undefined ? await itemsOf(state, scope) : undefined;
  await track.tell("started", "MapStateStarted", { length: given?.length ?? 0 });
  const mapRunArn = String(track.known("run")?.details?.mapRunArn ?? run.mapRuns.arn(state.Label ?? name));
  await track.tell("run", "MapRunStarted", { mapRunArn });
  try {
    const items = given ?? (await readItems(state, scope, most, run));
    const inputs = await batchesOf(state, scope, await selected(state, scope, items));
    await run.mapRuns.begin(mapRunArn, mapRunFacts(tolerance, limit, inputs.length, items.length));
    const ended = await runChildren(inputs, tolerance, limit || MOST_AT_ONCE, run, (input, index, signal) =>
      run.child(block, input, {
        mapRunArn,
        index,
        express: block.ProcessorConfig?.ExecutionType === "EXPRESS",
        signal,
        variables: {},
      }),
    );
    const result = await writeResults(state, scope, { mapRunArn, ended }, run);
    await run.mapRuns.end(mapRunArn, { status: "SUCCEEDED", ...countsOf(ended) });
    await track.tell("ran", "MapRunSucceeded");
    await track.aside("ended", "MapStateSucceeded");
    return result;
  } catch (error) {
    if (error instanceof StatesError) {
      await run.mapRuns.end(mapRunArn, { status: "FAILED" });
      await track.tell("ran", "MapRunFailed", errorDetails(error));
      await track.tell("ended", "MapStateFailed", undefined, errorDetails(error));
    }
    throw error;
  }
};

const maxItemsPath = ({ ItemReader }: State): string | undefined => ItemReader?.ReaderConfig?.MaxItemsPath;

// fidelity: observed: localstack's tests on AWS: the words of each refusal
const toleranceOf = async (state: State, scope: Scope): Promise<Tolerance> => {
  const count = await wholeOf(
    "ToleratedFailureCount",
    state.ToleratedFailureCount,
    state.ToleratedFailureCountPath,
    scope,
  );
  if (count !== undefined && count < 0) throw runtimeError("ToleratedFailureCount cannot be negative.");
  const path = state.ToleratedFailurePercentagePath;
  const found = await numberOf("ToleratedFailurePercentage", state.ToleratedFailurePercentage, path, scope);
  const percentage = typeof found === "string" && /^-?\d+(?:\.\d+)?$/.test(found) ? Number(found) : found;
  if (percentage !== undefined && typeof percentage !== "number") {
    const shown = typeof found === "string" ? found : JSON.stringify(found);
    throw runtimeError(
      `The ToleratedFailurePercentagePath field refers to value "${shown}" which is not a valid float: ${path}`,
    );
  }
  if (percentage !== undefined && !(percentage >= 0 && percentage <= 100)) {
    throw runtimeError("ToleratedFailurePercentage must be between 0 and 100.");
  }
  return { count, percentage };
};

const selected = async (state: State, scope: Scope, items: readonly Json[]): Promise<readonly Json[]> => {
  const template = state.ItemSelector ?? state.Parameters;
  if (template === undefined) return items;
  const inputs: Json[] = [];
  for (const [Index, Value] of items.entries()) {
    const context = { ...scope.data.context, Map: { Item: { Index, Value } } };
    inputs.push(await fill("ItemSelector", template, { ...scope, data: { ...scope.data, context } }));
  }
  return inputs;
};

const runChildren = async (
  inputs: readonly Json[],
  { count, percentage }: Tolerance,
  limit: number,
  run: Run,
  child: (input: Json, index: number, signal: AbortSignal) => Promise<Json>,
): Promise<readonly Ended[]> => {
  const ended: Ended[] = [];
  // fidelity: docs: "Setting failure thresholds": whichever of both is exceeded first; none is tolerated where neither is set
  const tolerated = Math.min(
    count ?? Number.POSITIVE_INFINITY,
    percentage === undefined ? Number.POSITIVE_INFINITY : (percentage * inputs.length) / 100,
  );
  const most = Number.isFinite(tolerated) ? tolerated : 0;
  let failures = 0;
  const work = inputs.map((input, index) => async (inner: Run) => {
    try {
      ended[index] = { input, output: await child(input, index, inner.signal) };
    } catch (error) {
      if (!(error instanceof StatesError)) throw error;
      ended[index] = { input, error };
      if (++failures > most) {
        throw new StatesError(
          "States.ExceedToleratedFailureThreshold",
          "The specified tolerated failure threshold was exceeded",
        );
      }
    }
    return null;
  });
  await together(run, work, limit);
  return ended;
};

const countsOf = (ended: readonly Ended[]) => {
  const failed = ended.filter(({ error }) => error !== undefined).length;
  return { failed, succeeded: ended.length - failed };
};

const mapRunFacts = (
  { count, percentage }: Tolerance,
  limit: number | undefined,
  executions: number,
  items: number,
): MapRunFacts => ({
  executions,
  items,
  maxConcurrency: limit ?? 0,
  toleratedFailureCount: count ?? 0,
  toleratedFailurePercentage: percentage ?? 0,
});
