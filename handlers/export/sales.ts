import type { OrganisedShow } from "../../contracts/organising";
import type { StoredTicket } from "../../contracts/tickets";

/** What an organiser sells, read as far as somebody goes on asking. */
export interface Sales {
  /** All shows of an organiser, in the order in which they start. */
  shows(organiser: string): AsyncIterable<OrganisedShow>;
  /** All tickets of a show, those given back too as long as they are known, in the order in which they were booked. */
  tickets(showId: string): AsyncIterable<StoredTicket>;
}
