import * as aws from "@pulumi/aws";
import { LambdaFunction, type Link, MobileBackend, Queue, StreamConsumer, Table, UserPool } from "serverless-tiers";
import { ShowsQuery } from "./contracts/shows";
import { Booking, TicketsQuery } from "./contracts/tickets";
import type { Shared } from "./shared";
import type { MobileConfig } from "./stack-config";

/** Shows that users of an app look at, and tickets that they book: whoever signs in sees their own. */
export const mobileTickets = (
  { throttle, maxThroughput, users: { mfa, domain, callbackUrls, logoutUrls } }: MobileConfig,
  { protection, retention, logRole, alarms }: Shared,
) => {
  const users = new UserPool("people", {
    signIn: "email",
    mfa,
    // By a form of the app's own, which proves the password (or sends it, as curl can), or on the pages of the domain.
    clients: { app: { kind: "public", flows: ["srp", "password"], login: { callbackUrls, logoutUrls } } },
    domain,
    groups: ["organisers"],
    protection,
    alarms,
  });

  const sized = { maxThroughput, protection, alarms };
  const shows = new Table("shows", {
    key: { partition: "showId" },
    indexes: {
      "by-city": { partition: "city", sort: "startsAt" },
      "by-year": { partition: "year", sort: "startsAt" },
    },
    ...sized,
  });
  const tickets = new Table("tickets", {
    key: { partition: "holder", sort: "ticketId" },
    stream: "both images",
    timeToLive: "expiresAt",
    ...sized,
  });
  const audit = new Table("audit", { key: { partition: "ticketId", sort: "event" }, ...sized });

  const handler = (path: string, links: Readonly<Record<string, Link>>) => ({
    entry: `handlers/${path}.handler.ts`,
    links,
    retention,
  });
  const seed = new LambdaFunction("seed-shows", handler("shows/seed-shows", { shows: shows.write() }));
  new aws.lambda.Invocation(
    "seed-shows",
    { functionName: seed.name, qualifier: "live", input: "{}", triggers: { table: shows.arn } },
    { dependsOn: seed },
  );
  const bookings = new StreamConsumer("audit-bookings", {
    stream: tickets.stream(),
    function: handler("tickets/audit-bookings", { audit: audit.write() }),
    onFailure: new Queue("unaudited", { alarms }),
    alarms,
  });

  const booking = { shows: shows.write(), tickets: tickets.readWrite() };
  const to = (name: string, path: string, links: Readonly<Record<string, Link>>) => ({
    to: new LambdaFunction(name, handler(path, links)),
  });
  const backend = new MobileBackend("mobile", {
    users,
    routes: {
      "GET /shows": { ...to("list-shows", "shows/list-shows", { shows: shows.read() }), query: ShowsQuery },
      "GET /shows/{showId}": to("get-show", "shows/get-show", { shows: shows.read() }),
      "POST /tickets": { ...to("book-tickets", "tickets/book-tickets", booking), body: Booking },
      "GET /tickets": {
        ...to("list-tickets", "tickets/list-tickets", { tickets: tickets.read() }),
        query: TicketsQuery,
      },
      "DELETE /tickets/{ticketId}": to("cancel-ticket", "tickets/cancel-ticket", booking),
    },
    throttle,
    dashboard: { also: [bookings] },
    logRole,
    retention,
    alarms,
  });
  return backend;
};
