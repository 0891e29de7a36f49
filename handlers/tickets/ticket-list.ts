import type { StoredTicket } from "../../contracts/tickets";

export interface TicketPage {
  /** As many as asked for; fewer at the end, and where many were given back. */
  readonly tickets: readonly StoredTicket[];
  /** The id after which the next page begins; absent when there is none. */
  readonly next?: string | undefined;
}

/** What a holder has. */
export interface TicketList {
  /** The tickets that are valid, in the order of their ids. */
  list(holder: string, limit: number, after?: string): Promise<TicketPage>;
}
