import { eventContract } from "serverless-tiers/runtime/events";
import * as z from "zod";

/** A booking is pending, or has ended. */
export const BookingChanged = eventContract({
  source: "box-office.bookings",
  name: "booking-changed",
  detail: z.object({ bookingId: z.string(), showId: z.string(), seats: z.int(), status: z.string() }),
});

/** Seats of a show were taken or given back. */
export const SeatsChanged = eventContract({
  source: "box-office.shows",
  name: "seats-changed",
  detail: z.object({ showId: z.string(), seatsLeft: z.int() }),
});

/** A booking was charged, declined or refunded. */
export const PaymentChanged = eventContract({
  source: "box-office.payments",
  name: "payment-changed",
  detail: z.object({ bookingId: z.string(), amount: z.int(), status: z.string() }),
});
