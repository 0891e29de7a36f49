import { appendFileSync } from "node:fs";
import { detailOf, type ReceivedEvent } from "serverless-tiers/runtime/events";
import { Counted } from "./contract";

/** A byte for each event, so that whoever measures sees how many have come. */
export const handler = async (event: ReceivedEvent) => appendFileSync(detailOf(Counted, event).file, ".");
