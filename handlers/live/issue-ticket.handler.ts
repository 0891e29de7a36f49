import { callerOf } from "serverless-tiers/runtime/caller";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { json, rest } from "serverless-tiers/runtime/rest";
import { openTickets } from "serverless-tiers/runtime/ticket";

const tickets = openTickets(env.table("tickets"));

/** By it a page opens one connection, as whoever asks here. */
export const handler = rest(
  async (event) => json(201, { ticket: await tickets.issue({ sub: callerOf(event).subject }) }),
  log,
);
