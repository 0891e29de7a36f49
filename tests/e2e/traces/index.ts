// An API that is traced, a function that is and one that is not, and a table behind them.
import { resolve } from "node:path";
import { LambdaFunction, RestApi, Table } from "serverless-tiers";

const shows = new Table("shows", { key: { partition: "showId" }, protection: "throw-away" });
const reading = (name: string, tracing: boolean) =>
  new LambdaFunction(name, { entry: resolve(__dirname, "read.handler.ts"), links: { shows: shows.read() }, tracing });

export const url = new RestApi("traces", {
  routes: {
    "GET /traced": { to: reading("traced", true), auth: "none" },
    "GET /untraced": { to: reading("untraced", false), auth: "none" },
  },
}).url;
