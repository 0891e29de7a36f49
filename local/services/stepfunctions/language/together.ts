import type { Json } from "./definition";
import { type Run, Sibling } from "./run";

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
  let failed: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < work.length && !failed; at = next++) {
      try {
        results[at] = (await work[at]?.(inner)) ?? null;
      } catch (error) {
        failed ??= { error };
        stop.abort(new Sibling());
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, work.length) }, worker));
  if (failed) throw failed.error;
  return results;
};
