// A database, and an API in front of it that may be called faster than the database takes it.
import { resolve } from "node:path";
import { Database, LambdaFunction, Network, RestApi } from "serverless-tiers";

/** What the function may hold. */
const CONNECTIONS = 20;

const network = new Network("main", { endpoints: ["secretsmanager"] });
const venues = new Database("venues", {
  network,
  migrations: "migrations/venues",
  capacity: { min: 0.5, max: 1 },
  protection: "throw-away",
});
const getVenue = new LambdaFunction("get-venue", {
  entry: resolve(__dirname, "get-venue.handler.ts"),
  links: { venues: venues.reader({ connections: CONNECTIONS }) },
});
const api = new RestApi("venues", { protects: venues, routes: { "GET /info": { to: getVenue, auth: "none" } } });

export const url = api.url;
export const connections = CONNECTIONS;
export const throttle = api.plan.routes[0]?.throttle;
