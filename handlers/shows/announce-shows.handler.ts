import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { announced, outbox } from "serverless-tiers/runtime/outbox";
import * as z from "zod/mini";
import { SeatsChanged } from "../../contracts/events";

/** The mark of a table that was seeded is no show. */
const Seats = z.object({ showId: z.string(), seatsLeft: z.optional(z.int()) });

export const handler = outbox({
  bus: env.bus("events"),
  item: Seats,
  events: ({ before, after }) =>
    after?.seatsLeft === undefined || before?.seatsLeft === after.seatsLeft
      ? []
      : [announced(SeatsChanged, { showId: after.showId, seatsLeft: after.seatsLeft })],
  log,
});
