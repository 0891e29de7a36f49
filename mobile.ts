import { basename } from "node:path";
import * as aws from "@pulumi/aws";
import {
  Dashboard,
  LambdaFunction,
  type Link,
  MobileBackend,
  Queue,
  StreamConsumer,
  Table,
  UserPool,
  type Widget,
} from "serverless-tiers";
import { Show, ShowsPage, ShowsQuery } from "./contracts/shows";
import { Booking, Ticket, TicketsPage, TicketsQuery } from "./contracts/tickets";
import type { MobileConfig } from "./stack-config";
import type { StackParts } from "./stack-parts";
import { venuePages } from "./venues";

/** Shows that users of an app look at, pages of the venues, and tickets that they book: whoever signs in sees their own. */
export const mobileTickets = (
  { throttle, maxThroughput, users: { mfa, domain, callbackUrls, logoutUrls }, venues }: MobileConfig,
  shared: StackParts,
) => {
  const { protection, retention, logRole, alarms } = shared;
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

  /** Named after its file, and with a role of its own. */
  const handledBy = (file: string, links: Readonly<Record<string, Link>>) =>
    new LambdaFunction(basename(file), { entry: `handlers/${file}.handler.ts`, links, retention });

  const seedShows = handledBy("shows/seed-shows", { shows: shows.write() });
  new aws.lambda.Invocation(
    "seed-shows",
    { functionName: seedShows.name, qualifier: "live", input: "{}", triggers: { table: shows.arn } },
    { dependsOn: seedShows },
  );
  const auditBookings = new StreamConsumer("audit-bookings", {
    stream: tickets.stream(),
    function: handledBy("tickets/audit-bookings", { audit: audit.write() }),
    onFailure: new Queue("unaudited", { alarms }),
    alarms,
  });

  const listShows = handledBy("shows/list-shows", { shows: shows.read() });
  const getShow = handledBy("shows/get-show", { shows: shows.read() });
  const bookTickets = handledBy("tickets/book-tickets", { shows: shows.write(), tickets: tickets.readWrite() });
  const listTickets = handledBy("tickets/list-tickets", { tickets: tickets.read() });
  const cancelTicket = handledBy("tickets/cancel-ticket", { shows: shows.write(), tickets: tickets.readWrite() });
  // Of its own: those of 50 metrics at most are free.
  new Dashboard("bookings", { shows: [auditBookings, { widgets: () => [seatsBooked(bookTickets)] }] });
  const info = venuePages(venues, shared);
  return new MobileBackend("mobile", {
    users,
    routes: {
      "GET /shows": { to: listShows, query: ShowsQuery, answers: { 200: ShowsPage } },
      "GET /shows/{showId}": { to: getShow, answers: { 200: Show } },
      "POST /tickets": { to: bookTickets, body: Booking, answers: { 200: Ticket, 201: Ticket } },
      "GET /tickets": { to: listTickets, query: TicketsQuery, answers: { 200: TicketsPage } },
      "DELETE /tickets/{ticketId}": { to: cancelTicket },
      ...info.routes,
    },
    protects: info.protects,
    throttle,
    logRole,
    retention,
    alarms,
  });
};

/** What the handler counts. */
const seatsBooked = ({ name: service }: LambdaFunction): Widget => ({
  section: "Tickets",
  title: "Seats booked",
  lines: [
    { label: "booked", namespace: "BoxOffice", metric: "SeatsBooked", dimensions: { service }, statistic: "Sum" },
  ],
});
