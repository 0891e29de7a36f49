import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { announced, outbox } from "serverless-tiers/runtime/outbox";
import { StoredBooking } from "../../contracts/bookings";
import { BookingChanged } from "../../contracts/events";

export const handler = outbox({
  bus: env.bus("events"),
  item: StoredBooking,
  events: ({ after }) => (after ? [announced(BookingChanged, after)] : []),
  log,
});
