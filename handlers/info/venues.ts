import { connectOnDemand } from "serverless-tiers/runtime/database";
import * as env from "serverless-tiers/runtime/env";
import { postgresVenueStore } from "./venue-store.postgres";

/**
 * The venues that the function is linked to. Whoever waits is told to come back before the function's own time is up: of a
 * cluster that resumes, and of a database that answers too slowly.
 */
export const linkedVenues = () =>
  postgresVenueStore(connectOnDemand(env.database("venues"), { connectTimeoutMs: 4_000, answerTimeoutMs: 3_000 }));
