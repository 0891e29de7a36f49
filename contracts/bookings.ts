import * as z from "zod/mini";
import { ShowId } from "./shows";
import { text } from "./text";

/** The body of `POST /bookings`. */
export const BookingRequest = z.strictObject({
  showId: ShowId,
  seats: z.int().check(z.minimum(1), z.maximum(1000)),
  /** Chosen by the client: the same one again, of the same holder, is the same booking. */
  clientToken: text(128),
  /** What the payments do, which are a stub: `slow` is charged and takes seconds to say so. */
  card: z.enum(["ok", "declined", "slow"]),
});

export type BookingRequest = z.infer<typeof BookingRequest>;

/** What `POST /bookings` gives. */
export const BookingAccepted = z.object({ bookingId: z.string() });

/** An item of the table of bookings, and of its stream. */
export const StoredBooking = z.object({
  holder: z.string(),
  bookingId: z.string(),
  showId: ShowId,
  seats: z.int(),
  status: z.enum(["pending", "confirmed", "declined", "failed"]),
});

export type StoredBooking = z.infer<typeof StoredBooking>;

/** An item of the ledger, one for each booking. */
export const StoredPayment = z.object({
  bookingId: z.string(),
  /** In minor units of the currency; 0 where nothing was charged. */
  amount: z.int(),
  status: z.enum(["charged", "declined", "refunded"]),
});

export type StoredPayment = z.infer<typeof StoredPayment>;

/** A booking that is under way, as its saga hands it from step to step. */
export interface SagaBooking extends BookingRequest {
  readonly holder: string;
  readonly bookingId: string;
}

/** What the saga asks of a service. */
export interface SagaStep {
  readonly action: "open" | "reserve" | "release" | "charge" | "refund" | "confirm" | "withdraw" | "decline";
  readonly booking: SagaBooking;
  /** Of what is charged. */
  readonly amount?: number;
  /** The name of what went wrong. */
  readonly error?: string;
}
