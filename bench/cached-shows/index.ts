// Shows of a table behind a cache, as in the shop, without its site and its users.
import { resolve } from "node:path";
import * as aws from "@pulumi/aws";
import { Cache, LambdaFunction, type Link, Network, RestApi, StreamConsumer, Table } from "serverless-tiers";
import { ShowsQuery } from "../../contracts/shows";

const network = new Network("main", { endpoints: ["dynamodb"] });
const cache = new Cache("cache", { network });
const shows = new Table("shows", {
  key: { partition: "showId" },
  indexes: { "by-city": { partition: "city", sort: "startsAt" }, "by-year": { partition: "year", sort: "startsAt" } },
  stream: "keys only",
  protection: "throw-away",
});

const handledBy = (name: string, file: string, links: Readonly<Record<string, Link>>) =>
  new LambdaFunction(name, { entry: resolve(__dirname, `../../handlers/${file}.handler.ts`), links });

const seed = handledBy("seed-shows", "shows/seed-shows", { shows: shows.write() });
new aws.lambda.Invocation(
  "seed-shows",
  { functionName: seed.name, qualifier: "live", input: "{}" },
  { dependsOn: seed },
);
new StreamConsumer("forget-shows", {
  stream: shows.stream(),
  function: handledBy("forget-shows", "shop/forget-shows", { cache: cache.readWrite("shop/") }),
  onFailure: "discard",
});

const links = { shows: shows.read(), cache: cache.readWrite("shop/") };
const api = new RestApi("shows", {
  auth: "none",
  routes: {
    "GET /shows": { to: handledBy("list-shows", "shop/list-shows", links), query: ShowsQuery },
    "GET /shows/{showId}": { to: handledBy("get-show", "shop/get-show", links) },
    "GET /uncached/shows": {
      to: handledBy("list-shows-of-table", "shows/list-shows", { shows: shows.read() }),
      query: ShowsQuery,
    },
  },
});

export const url = api.url;
export const table = shows.name;
