import { callerOf } from "serverless-tiers/runtime/caller";
import { log } from "serverless-tiers/runtime/log";
import { pathOf } from "serverless-tiers/runtime/request";
import { rest } from "serverless-tiers/runtime/rest";
import { TicketId } from "../../contracts/tickets";
import { cancelTicket } from "../tickets/cancel-ticket";
import { tickets } from "./tickets";

const cancel = cancelTicket({ tickets, now: () => new Date() });

export const handler = rest((event) => cancel(callerOf(event).subject, pathOf(event, "ticketId", TicketId)), log);
