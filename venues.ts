import { basename } from "node:path";
import { Database, LambdaFunction } from "serverless-tiers";
import { VenuesQuery } from "./contracts/info";
import type { VenuesConfig } from "./stack-config";
import type { StackParts } from "./stack-parts";

/** Pages of venues in PostgreSQL, which functions in its network read; the password that they sign in with changes by itself. */
export const venuePages = (
  { database: size, connections, requestsPerConnection }: VenuesConfig,
  { network, protection, retention, alarms, concurrency }: StackParts,
) => {
  const database = new Database("venues", {
    network,
    migrations: "migrations/venues",
    ...size,
    passwords: { reader: { every: "30 days" } },
    protection,
    retention,
    alarms,
  });
  /** One of two, which share the connections. */
  const reading = (file: string) =>
    new LambdaFunction(basename(file), {
      entry: `handlers/${file}.handler.ts`,
      links: { venues: database.reader({ credentials: "secret", connections: Math.floor(connections / 2) }) },
      retention,
      ...concurrency,
    });
  return {
    routes: {
      "GET /info": { to: reading("info/search-venues"), query: VenuesQuery },
      "GET /info/{venueId}": { to: reading("info/get-venue") },
    },
    protects: { database, ...(requestsPerConnection !== undefined && { requestsPerConnection }) },
  };
};
