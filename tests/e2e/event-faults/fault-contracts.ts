import { eventContract } from "serverless-tiers/runtime/events";
import * as z from "zod";

/** A revision of an item; events of one item may come in any order. */
export const Changed = eventContract({
  source: "faults.items",
  name: "changed",
  detail: z.object({ itemId: z.string(), revision: z.int(), value: z.string() }),
});

/** Of the same, in another shape. */
export const ChangedV2 = eventContract({
  source: "faults.items",
  name: "changed",
  version: 2,
  detail: z.object({ itemId: z.string(), revision: z.int(), values: z.array(z.string()) }),
});
