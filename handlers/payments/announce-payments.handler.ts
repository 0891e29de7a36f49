import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { announced, outbox } from "serverless-tiers/runtime/outbox";
import { StoredPayment } from "../../contracts/bookings";
import { PaymentChanged } from "../../contracts/events";

export const handler = outbox({
  bus: env.bus("events"),
  item: StoredPayment,
  events: ({ after }) => (after ? [announced(PaymentChanged, after)] : []),
  log,
});
