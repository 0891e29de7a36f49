import type { APIGatewayProxyResult } from "aws-lambda";
import { Problem } from "serverless-tiers/runtime/problem";
import { json } from "serverless-tiers/runtime/rest";
import { type Booking, type StoredTicket, Ticket } from "../../contracts/tickets";
import type { BookingOutcome, TicketStore } from "./ticket-store";
import { tokenId } from "./token-id";

/** Books seats of a show for whoever asks, once for each token. */
export const bookTickets =
  ({ tickets, now }: { tickets: Pick<TicketStore, "book">; now: () => Date }) =>
  async (holder: string, { showId, seats, clientToken }: Booking): Promise<APIGatewayProxyResult> => {
    // Its place in the table is what makes a booking unique.
    const ticketId = tokenId(holder, clientToken);
    const ticket = { holder, ticketId, showId, seats, bookedAt: now().toISOString() };
    const outcome = await tickets.book(ticket);
    if (outcome.kind === "booked") return json(201, Ticket.parse(ticket));
    if (outcome.kind !== "taken") throw refusal(outcome, seats);
    checkRepetition(ticket, outcome.ticket);
    return json(200, Ticket.parse(outcome.ticket));
  };

const refusal = (outcome: Exclude<BookingOutcome, { kind: "booked" | "taken" }>, seats: number): Problem => {
  switch (outcome.kind) {
    case "unknown show":
      return new Problem(404, "There is no such show.");
    case "begun":
      return conflict("show-begun", "The show has begun", "It can no longer be booked.");
    case "sold out": {
      const { seatsLeft } = outcome;
      return conflict("sold-out", "Sold out", `${seats} seats are asked for, ${seatsLeft} are left.`, { seatsLeft });
    }
  }
};

/** @throws {Problem} for a token that stands for something else than this booking. */
const checkRepetition = (asked: StoredTicket, { showId, seats, cancelledAt }: StoredTicket): void => {
  if (asked.showId !== showId || asked.seats !== seats)
    throw conflict("token-taken", "The token is taken", "Another booking was made under this clientToken.");
  if (cancelledAt !== undefined)
    throw conflict(
      "ticket-cancelled",
      "The ticket is cancelled",
      `It was given back at ${cancelledAt}: book under a new clientToken.`,
    );
};

const conflict = (kind: string, title: string, detail: string, more: Readonly<Record<string, unknown>> = {}): Problem =>
  new Problem(409, detail, { type: `urn:problem-type:${kind}`, title, more });
