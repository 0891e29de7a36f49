import { basename } from "node:path";
import * as aws from "@pulumi/aws";
import {
  type Cache,
  LambdaFunction,
  type Link,
  type MaxThroughput,
  Queue,
  type Routes,
  StreamConsumer,
  Table,
  type TableArgs,
  type Widget,
} from "serverless-tiers";
import { Show, ShowsPage, ShowsQuery } from "./contracts/shows";
import { Booking, Ticket, TicketsPage, TicketsQuery } from "./contracts/tickets";
import type { StackParts } from "./stack-parts";

export interface BoxOfficeArgs {
  /** What its parts are called: their own name with something before it, where a stack has several box offices. */
  readonly named?: (part: string) => string;
  readonly maxThroughput?: MaxThroughput | undefined;
  /** Of the tickets, for whoever follows them. */
  readonly stream?: TableArgs["stream"];
  /** What shows are read through. @default the table alone */
  readonly cache?: Cache | undefined;
}

/**
 * Shows, and tickets that are booked for them, with the routes of an API: whoever calls sees their own tickets, by
 * whichever authorizer they came in.
 */
export const boxOffice = (
  { named = (part) => part, maxThroughput, stream, cache }: BoxOfficeArgs,
  { protection, retention, alarms }: StackParts,
) => {
  const sized = { ...(maxThroughput && { maxThroughput }), protection, ...(alarms && { alarms }) };
  const shows = new Table(named("shows"), {
    key: { partition: "showId" },
    indexes: {
      "by-city": { partition: "city", sort: "startsAt" },
      "by-year": { partition: "year", sort: "startsAt" },
    },
    ...(cache && { stream: "keys only" }),
    ...sized,
  });
  const tickets = new Table(named("tickets"), {
    key: { partition: "holder", sort: "ticketId" },
    ...(stream && { stream }),
    timeToLive: "expiresAt",
    ...sized,
  });

  /** Named after its file, and with a role of its own. */
  const handledBy = (file: string, links: Readonly<Record<string, Link>>) =>
    new LambdaFunction(named(basename(file)), { entry: `handlers/${file}.handler.ts`, links, retention });

  const seedShows = handledBy("shows/seed-shows", { shows: shows.write() });
  new aws.lambda.Invocation(
    named("seed-shows"),
    { functionName: seedShows.name, qualifier: "live", input: "{}", triggers: { table: shows.arn } },
    { dependsOn: seedShows },
  );

  // Those with a cache read through it, or tell it what has changed.
  const cached = cache && { cache: cache.readWrite("shows/") };
  const [ofShows, ofTickets] = cached ? ["shop", "shop"] : ["shows", "tickets"];
  const listShows = handledBy(`${ofShows}/list-shows`, { shows: shows.read(), ...cached });
  const getShow = handledBy(`${ofShows}/get-show`, { shows: shows.read(), ...cached });
  const both = { shows: shows.write(), tickets: tickets.readWrite() };
  const bookTickets = handledBy(`${ofTickets}/book-tickets`, { ...both, ...cached });
  const listTickets = handledBy("tickets/list-tickets", { tickets: tickets.read() });
  const cancelTicket = handledBy(`${ofTickets}/cancel-ticket`, { ...both, ...cached });
  if (cached)
    new StreamConsumer(named("forget-shows"), {
      stream: shows.stream(),
      function: handledBy("shop/forget-shows", cached),
      // What is cached is good for half a minute, told or not.
      maxRecordAge: "1 minute",
      onFailure: new Queue(named("unforgotten-shows"), { ...(alarms && { alarms }) }),
      ...(alarms && { alarms }),
    });
  const routes = {
    "GET /shows": { to: listShows, query: ShowsQuery, answers: { 200: ShowsPage } },
    "GET /shows/{showId}": { to: getShow, answers: { 200: Show } },
    "POST /tickets": { to: bookTickets, body: Booking, answers: { 200: Ticket, 201: Ticket } },
    "GET /tickets": { to: listTickets, query: TicketsQuery, answers: { 200: TicketsPage } },
    "DELETE /tickets/{ticketId}": { to: cancelTicket },
  } as const satisfies Routes;
  return { sized, handledBy, routes, tickets, bookings: seatsBooked(bookTickets) };
};

/** What the handler counts. */
const seatsBooked = ({ name: service }: LambdaFunction): Widget => ({
  section: "Tickets",
  title: "Seats booked",
  lines: [
    { label: "booked", namespace: "BoxOffice", metric: "SeatsBooked", dimensions: { service }, statistic: "Sum" },
  ],
});
