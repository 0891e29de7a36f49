import { basename } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import {
  Bucket,
  BucketFront,
  LambdaFunction,
  type LambdaFunctionArgs,
  type Link,
  type MaxThroughput,
  Queue,
  type Routes,
  StreamConsumer,
  Table,
  type WebSocketApi,
} from "serverless-tiers";
import {
  ChangedShow,
  LiveTicket,
  NewShow,
  OrganisedShow,
  OrganisedShowsPage,
  OrganisedShowsQuery,
  POSTERS,
  PosterForm,
  PosterUpload,
  UPLOADS,
} from "./contracts/organising";
import { Booking, Ticket, TicketsPage, TicketsQuery } from "./contracts/tickets";
import type { StackParts } from "./stack-parts";

const named = (part: string) => `web-${part}`;

const ORGANISERS = ["organisers"];

export interface WebRoutesArgs {
  readonly maxThroughput?: MaxThroughput | undefined;
}

/**
 * What those who organise shows do, and those who book them, with the routes of an API, live connections and posters: whoever
 * signs in sees shows and books, and organisers have shows of their own.
 */
export const webRoutes = (
  { maxThroughput }: WebRoutesArgs,
  { protection, retention, alarms }: Pick<StackParts, "protection" | "retention" | "alarms">,
) => {
  const alarmed = alarms ? { alarms } : {};
  const sized = { ...(maxThroughput && { maxThroughput }), protection, ...alarmed };
  const handledBy = (file: string, links: Readonly<Record<string, Link>>, more: Partial<LambdaFunctionArgs> = {}) =>
    new LambdaFunction(named(basename(file)), { entry: `handlers/${file}.handler.ts`, links, retention, ...more });

  const shows = new Table(named("shows"), {
    key: { partition: "showId" },
    indexes: {
      "by-city": { partition: "city", sort: "startsAt" },
      "by-year": { partition: "year", sort: "startsAt" },
      "by-organiser": { partition: "organiser", sort: "startsAt" },
    },
    ...sized,
  });
  const tickets = new Table(named("tickets"), {
    key: { partition: "holder", sort: "ticketId" },
    indexes: { "by-show": { partition: "showId", sort: "bookedAt" } },
    stream: "new image",
    timeToLive: "expiresAt",
    ...sized,
  });

  const organise = handledBy("organise/shows", { shows: shows.readWrite() });
  const sales = { shows: shows.read(), tickets: tickets.read() };
  const both = { shows: shows.write(), tickets: tickets.readWrite() };

  // What arrives is looked at before anybody sees it, and nobody gets it back.
  const media = new Bucket(named("media"), {
    versioning: false,
    lifecycle: [{ prefix: UPLOADS, expireAfter: "1 day" }],
    fronts: [POSTERS],
    // Forms that a function has signed come from wherever the site is.
    cors: { origins: "*", methods: ["POST"] },
    protection,
    ...alarmed,
  });
  const uploadPoster = handledBy("organise/upload-poster", { shows: shows.write(), uploads: media.write(UPLOADS) });
  const checkPosters = handledBy(
    "organise/check-posters",
    { shows: shows.write(), uploads: media.readWrite(UPLOADS), posters: media.write(POSTERS) },
    { timeout: "30 seconds" },
  );
  media.notify([{ on: "created", prefix: UPLOADS, to: checkPosters }]);

  const liveTickets = new Table(named("live-tickets"), {
    key: { partition: "ticket" },
    timeToLive: "expires",
    ...sized,
  });
  const connections = new Table(named("connections"), {
    key: { partition: "connectionId" },
    indexes: { "by-principal": { partition: "principalId" } },
    timeToLive: "expires",
    ...sized,
  });
  const followers = new Table(named("followers"), {
    key: { partition: "showId", sort: "connectionId" },
    timeToLive: "expires",
    ...sized,
  });
  const follow = handledBy("live/follow", { followers: followers.write(), connections: connections.write() });

  return {
    routes: {
      "GET /shows": { to: organise, query: OrganisedShowsQuery, answers: { 200: OrganisedShowsPage } },
      "GET /shows/{showId}": { to: organise, answers: { 200: OrganisedShow } },
      "POST /shows": { to: organise, groups: ORGANISERS, body: NewShow, answers: { 201: OrganisedShow } },
      "PUT /shows/{showId}": { to: organise, groups: ORGANISERS, body: ChangedShow, answers: { 200: OrganisedShow } },
      "POST /shows/{showId}/poster": {
        to: uploadPoster,
        groups: ORGANISERS,
        body: PosterUpload,
        answers: { 201: PosterForm },
      },
      "GET /export": {
        to: handledBy("export/export-sales", sales, { timeout: "5 minutes" }),
        groups: ORGANISERS,
        responds: "streamed",
      },
      "POST /tickets": {
        to: handledBy("tickets/book-tickets", both),
        body: Booking,
        answers: { 200: Ticket, 201: Ticket },
      },
      "GET /tickets": {
        to: handledBy("tickets/list-tickets", { tickets: tickets.read() }),
        query: TicketsQuery,
        answers: { 200: TicketsPage },
      },
      "DELETE /tickets/{ticketId}": { to: handledBy("tickets/cancel-ticket", both) },
      "POST /live-tickets": {
        to: handledBy("live/issue-ticket", { tickets: liveTickets.write() }),
        answers: { 201: LiveTicket },
      },
    } as const satisfies Routes,
    /** Of a `WebSocketApi`. */
    live: {
      connect: { authorizer: { tickets: liveTickets } },
      connections,
      routes: { follow: { to: follow, answers: true } },
    },
    /** Has whoever follows a show hear of its bookings, once there is something to say it over. */
    tellBookings: (live: WebSocketApi) =>
      new StreamConsumer(named("tell-bookings"), {
        stream: tickets.stream(),
        function: handledBy(
          "live/tell-bookings",
          {
            shows: shows.read(),
            followers: followers.readWrite(),
            connections: connections.readWrite(),
            live: live.send(),
          },
          { timeout: "1 minute" },
        ),
        // News: what is old is of no use.
        maxRecordAge: "1 minute",
        onFailure: new Queue(named("untold"), alarmed),
        ...alarmed,
      }),
    /** Everybody sees posters here, `$url/${show.poster}`. */
    media: new BucketFront(named("media"), { bucket: media, prefix: POSTERS }),
    /** Where pages send the forms that a route has signed. */
    uploadsUrl: pulumi.interpolate`https://${media.nodes.bucket.bucketRegionalDomainName}`,
  };
};
