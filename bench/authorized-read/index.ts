// The mobile backend's reading of a show, with a token of its users; and beside it a function that does nothing.
import { resolve } from "node:path";
import * as dynamodb from "@pulumi/aws/dynamodb";
import { AccountLogRole, LambdaFunction, MobileBackend, Table } from "serverless-tiers";

const shows = new Table("shows", { key: { partition: "showId" }, protection: "throw-away" });
const show = {
  showId: { S: "5f0c8a52-6d0e-4b8a-9d0f-0c6f2a8e1b01" },
  title: { S: "The Lighthouse Keeper's Daughter" },
  city: { S: "Ghent" },
  venueId: { S: "gasworks" },
  startsAt: { S: "2027-03-06T19:30:00.000Z" },
  seats: { N: "100" },
  seatsLeft: { N: "100" },
  price: { N: "2400" },
  currency: { S: "EUR" },
  version: { N: "1" },
};
new dynamodb.TableItem("show", { tableName: shows.name, hashKey: "showId", item: JSON.stringify(show) });

const getShow = new LambdaFunction("get-show", {
  entry: resolve(__dirname, "../../handlers/shows/get-show.handler.ts"),
  links: { shows: shows.read() },
});
const nothing = new LambdaFunction("nothing", { entry: resolve(__dirname, "nothing.handler.ts") });
const backend = new MobileBackend("mobile", {
  users: {
    signIn: "name",
    clients: { bench: { kind: "public", flows: ["admin password"] } },
    protection: "throw-away",
  },
  routes: { "GET /shows/{showId}": { to: getShow }, "GET /nothing": { to: nothing, auth: "none" } },
  logRole: new AccountLogRole("api-log-role"),
});

export const url = backend.url;
export const showId = show.showId.S;
export const userPoolId = backend.users.id;
export const clientId = backend.users.clients.bench.id;
