import type { APIGatewayProxyResult } from "aws-lambda";
import { cursorOf, positionOf } from "serverless-tiers/runtime/cursor";
import { json } from "serverless-tiers/runtime/rest";
import { Ticket, TicketId, type TicketsQuery } from "../../contracts/tickets";
import type { TicketList } from "./ticket-list";

/** Lists the valid tickets of whoever asks, a page at a time. */
export const listTickets =
  ({ tickets }: { tickets: TicketList }) =>
  async (holder: string, { limit, cursor }: TicketsQuery): Promise<APIGatewayProxyResult> => {
    const after = cursor === undefined ? undefined : positionOf(cursor, TicketId, holder);
    const page = await tickets.list(holder, limit, after);
    return json(200, {
      tickets: page.tickets.map((ticket) => Ticket.parse(ticket)),
      cursor: page.next && cursorOf(page.next, holder),
    });
  };
