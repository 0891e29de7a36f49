import type { StoredTicket } from "../../contracts/tickets";

/** What became of a booking. Only with `booked` anything was written. */
export type BookingOutcome =
  | { readonly kind: "booked" }
  /** The holder has a ticket under this id already, perhaps of another show, perhaps given back. */
  | { readonly kind: "taken"; readonly ticket: StoredTicket }
  | { readonly kind: "sold out"; readonly seatsLeft: number }
  | { readonly kind: "begun" }
  | { readonly kind: "unknown show" };

/** Where tickets live, together with the seats that are left of each show: both change at once or not at all. */
export interface TicketStore {
  /** Writes the ticket and takes its seats from the show, which must not have begun by `bookedAt`. */
  book(ticket: StoredTicket): Promise<BookingOutcome>;
  /**
   * Gives a ticket's seats back to the show, once for good.
   *
   * @returns whether the holder has such a ticket, also one that was given back before.
   */
  cancel(holder: string, ticketId: string, cancelledAt: Date): Promise<boolean>;
}
