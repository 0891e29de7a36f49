import type { APIGatewayProxyResult } from "aws-lambda";
import { Problem } from "serverless-tiers/runtime/problem";
import { noContent } from "serverless-tiers/runtime/rest";
import type { TicketStore } from "./ticket-store";

/**
 * Gives the seats of a ticket back. Again is 204 again, since the first answer may have been lost; a ticket of somebody
 * else is unknown, so that nobody learns which there are.
 */
export const cancelTicket =
  ({ tickets, now }: { tickets: Pick<TicketStore, "cancel">; now: () => Date }) =>
  /** @param ticketId `undefined` for what is no id of a ticket. */
  async (holder: string, ticketId: string | undefined): Promise<APIGatewayProxyResult> => {
    if (ticketId !== undefined && (await tickets.cancel(holder, ticketId, now()))) return noContent();
    throw new Problem(404, "You have no such ticket.");
  };
