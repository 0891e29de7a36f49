import { eventContract } from "serverless-tiers/runtime/events";
import * as z from "zod";

export const Counted = eventContract({
  source: "bench.events",
  name: "counted",
  detail: z.object({ file: z.string(), at: z.int() }),
});
