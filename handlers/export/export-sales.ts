import { csvLine } from "./csv";
import type { Sales } from "./sales";

const HEADER = [
  ...["showId", "title", "city", "startsAt", "seats", "seatsLeft", "price", "currency"],
  ...["ticketId", "holder", "ticketSeats", "bookedAt", "cancelledAt"],
];

/** What is written at once. */
const CHUNK_CHARACTERS = 32_768;

/**
 * The shows of an organiser as CSV, with a line for each of their tickets and one for a show without any. No more of it is in
 * memory than a page of a table: whoever reads slowly is waited for.
 */
export const exportSales = ({ sales }: { sales: Sales }) =>
  async function* (organiser: string): AsyncGenerator<string> {
    let chunk = csvLine(HEADER);
    for await (const line of linesOf(sales, organiser)) {
      chunk += line;
      if (chunk.length < CHUNK_CHARACTERS) continue;
      yield chunk;
      chunk = "";
    }
    if (chunk !== "") yield chunk;
  };

async function* linesOf(sales: Sales, organiser: string): AsyncGenerator<string> {
  for await (const { showId, title, city, startsAt, seats, seatsLeft, price, currency } of sales.shows(organiser)) {
    const show = [showId, title, city, startsAt, seats, seatsLeft, price, currency];
    let sold = false;
    for await (const ticket of sales.tickets(showId)) {
      const { ticketId, holder, bookedAt, cancelledAt } = ticket;
      sold = true;
      yield csvLine([...show, ticketId, holder, ticket.seats, bookedAt, cancelledAt]);
    }
    if (!sold) yield csvLine([...show, ...HEADER.slice(show.length).map(() => undefined)]);
  }
}
