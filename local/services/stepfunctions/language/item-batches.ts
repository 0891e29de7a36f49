import type { Json, State } from "./definition";
import { fill, type Scope } from "./evaluation";
import { wholeOf } from "./items";

/** fidelity: docs: "ItemBatcher": what a child execution takes */
const MAX_BYTES = 262_144;

/** The inputs of the child executions: each item, or so many items together. */
// fidelity: docs: Step Functions developer guide, "ItemBatcher (Map)"
export const batchesOf = async (state: State, scope: Scope, items: readonly Json[]): Promise<readonly Json[]> => {
  const { ItemBatcher: batcher } = state;
  if (batcher === undefined) return items;
  const most = await wholeOf("MaxItemsPerBatch", batcher.MaxItemsPerBatch, batcher.MaxItemsPerBatchPath, scope);
  const bytes = await wholeOf(
    "MaxInputBytesPerBatch",
    batcher.MaxInputBytesPerBatch,
    batcher.MaxInputBytesPerBatchPath,
    scope,
  );
  const BatchInput =
    batcher.BatchInput === undefined ? undefined : await fill("ItemBatcher/BatchInput", batcher.BatchInput, scope);
  const batchOf = (Items: readonly Json[]): Json => (BatchInput === undefined ? { Items } : { BatchInput, Items });
  const batches: Json[] = [];
  let batch: Json[] = [];
  for (const item of items) {
    const fits =
      batch.length < (most ?? Number.POSITIVE_INFINITY) &&
      Buffer.byteLength(JSON.stringify(batchOf([...batch, item]))) <= (bytes ?? MAX_BYTES);
    if (!fits && batch.length > 0) {
      batches.push(batchOf(batch));
      batch = [];
    }
    batch.push(item);
  }
  return batch.length === 0 ? batches : [...batches, batchOf(batch)];
};
