import { callerOf } from "serverless-tiers/runtime/caller";
import { log } from "serverless-tiers/runtime/log";
import { bodyOf } from "serverless-tiers/runtime/request";
import { rest } from "serverless-tiers/runtime/rest";
import { Booking } from "../../contracts/tickets";
import { bookTickets } from "../tickets/book-tickets";
import { tickets } from "./tickets";

const book = bookTickets({ tickets, now: () => new Date() });

export const handler = rest((event) => book(callerOf(event).subject, bodyOf(event, Booking)), log);
