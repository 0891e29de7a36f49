import * as z from "zod/mini";
import { paging } from "./paging";
import { Moment, ShowId } from "./shows";
import { text } from "./text";

/** The key of a ticket among those of its holder. */
export const TicketId = z.guid().check(z.toLowerCase());

const seats = z.int().check(z.minimum(1), z.maximum(1000));

/** The body of `POST /tickets`. */
export const Booking = z.strictObject({
  showId: ShowId,
  /** 1 to 1,000. */
  seats,
  /**
   * Chosen by the client, another one for each booking: the same booking sent again under the same token, by the same
   * holder, is the same ticket. A token stands for its ticket also when that is cancelled: then it is refused (409), so
   * that a late repetition never books what was given back.
   */
  clientToken: text(128),
});

export type Booking = z.infer<typeof Booking>;

/** A ticket as its holder sees it. */
export const Ticket = z.object({ ticketId: TicketId, showId: ShowId, seats, bookedAt: Moment });

export type Ticket = z.infer<typeof Ticket>;

/** What `GET /tickets` gives. */
export const TicketsPage = z.object({ tickets: z.array(Ticket), cursor: z.optional(z.string()) });

/** An item of the table of tickets, and of its stream. */
export const StoredTicket = z.extend(Ticket, {
  /** Who booked it: the subject of a verified token. */
  holder: z.string().check(z.minLength(1)),
  /** When it was given back; absent as long as it is valid. */
  cancelledAt: z.optional(Moment),
});

export type StoredTicket = z.infer<typeof StoredTicket>;

/** The query of `GET /tickets`. */
export const TicketsQuery = z.strictObject(paging);

export type TicketsQuery = z.infer<typeof TicketsQuery>;
