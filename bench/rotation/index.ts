// A database with a password that one user changes, and one that two users take in turns, each with a function that signs in by it.
import { resolve } from "node:path";
import { Database, LambdaFunction, Network, RestApi, type SignIn } from "serverless-tiers";

const network = new Network("main", { endpoints: ["secretsmanager"] });
const venues = new Database("venues", {
  network,
  migrations: "migrations/venues",
  capacity: { min: 0.5, max: 2 },
  passwords: { writer: { users: "single" }, reader: { users: "alternating" } },
  protection: "throw-away",
});
const secret: SignIn = { credentials: "secret" };
const count = (name: string, link: ReturnType<typeof venues.writer>) =>
  new LambdaFunction(name, { entry: resolve(__dirname, "count.handler.ts"), links: { venues: link } });

export const url = new RestApi("venues", {
  routes: {
    "GET /single": { to: count("single", venues.writer(secret)), auth: "none" },
    "GET /alternating": { to: count("alternating", venues.reader(secret)), auth: "none" },
  },
}).url;
export const secrets = { single: venues.passwords.writer?.arn, alternating: venues.passwords.reader?.arn };
