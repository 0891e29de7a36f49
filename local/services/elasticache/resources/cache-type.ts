import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { CacheRecord } from "../cache-record";
import type { Caches } from "../caches";
import { violations } from "./engine";

/** What a node, or a serverless cache, holds here at most, whatever it is on AWS. */
export const MOST_BYTES = 256 * 1024 * 1024;

/**
 * A type of caches.
 *
 * @param recordOf What is kept of one, from its outputs.
 * @param shown Its properties, from what is kept.
 */
export const cacheType = (
  type: string,
  caches: Caches,
  recordOf: (outputs: Properties) => CacheRecord,
  shown: (cache: CacheRecord) => Properties,
): ResourceType => ({
  type,
  check: violations,
  async create(inputs, context) {
    const { id, outputs } = recorded(type, inputs, context);
    await caches.put(recordOf(outputs));
    return { id, outputs };
  },
  async update(_id, inputs, olds) {
    const outputs = { ...olds.outputs, ...inputs };
    await caches.put(recordOf(outputs));
    return outputs;
  },
  async read(_id, known) {
    const cache = caches.find(String(known.arn));
    return cache && { arn: cache.arn, ...shown(cache) };
  },
  delete: (_id, outputs) => caches.remove(String(outputs.arn)),
});
