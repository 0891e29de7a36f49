import { basename } from "node:path";
import * as aws from "@pulumi/aws";
import {
  ApiFront,
  type Duration,
  LambdaFunction,
  type Link,
  Microservice,
  Platform,
  Queue,
  QueueConsumer,
  Table,
  type TableKey,
  Topic,
  TopicSubscription,
  UserPool,
  Workflow,
} from "serverless-tiers";
import { BookingAccepted, BookingRequest } from "./contracts/bookings";
import { BookingChanged, PaymentChanged, SeatsChanged } from "./contracts/events";
import { Show, ShowsPage, ShowsQuery } from "./contracts/shows";
import type { PlatformConfig } from "./stack-config";
import type { StackParts } from "./stack-parts";

const named = (part: string) => `platform-${part}`;

/** Longer than a slow card. */
const STEP_TIMEOUT: Duration = "20 seconds";

/** A box office of services that know each other's events alone; a booking is a saga over three of them. */
export const platformBookings = ({ throttle, maxThroughput }: PlatformConfig, shared: StackParts) => {
  const { protection, retention, logRole, alarms } = shared;
  const alarmed = alarms ? { alarms } : {};
  const users = new UserPool("members", {
    signIn: "email",
    clients: { app: { kind: "public", flows: ["srp", "password"] } },
    protection,
    ...alarmed,
  });
  const bus = {
    events: [
      BookingChanged,
      PaymentChanged,
      SeatsChanged,
      // tiers new service: {Event},
    ],
  };
  // AWS has three dashboards of an account for free, and other patterns have these.
  const platform = new Platform("platform", { bus, users, logRole, dashboard: false, ...alarmed });
  const sized = { ...(maxThroughput && { maxThroughput }), protection, ...alarmed };
  const table = (part: string, key: TableKey, more: object = {}) =>
    new Table(named(part), { key, stream: "both images", ...more, ...sized });
  const handledBy = (file: string, links: Readonly<Record<string, Link>>, more: { timeout?: Duration } = {}) =>
    new LambdaFunction(named(basename(file)), { entry: `handlers/${file}.handler.ts`, links, retention, ...more });
  const outbox = (file: string) => ({ entry: `handlers/${file}.handler.ts` });
  const service = { platform, throttle, retention };

  const shows = table(
    "shows",
    { partition: "showId" },
    {
      indexes: {
        "by-city": { partition: "city", sort: "startsAt" },
        "by-year": { partition: "year", sort: "startsAt" },
      },
    },
  );
  const seedShows = handledBy("shows/seed-shows", { shows: shows.write() });
  new aws.lambda.Invocation(
    named("seed-shows"),
    { functionName: seedShows.name, qualifier: "live", input: "{}", triggers: { table: shows.arn } },
    { dependsOn: seedShows },
  );
  const reservations = new Table(named("reservations"), {
    key: { partition: "holder", sort: "ticketId" },
    timeToLive: "expiresAt",
    ...sized,
  });
  const seats = handledBy("shows/reserve-seats", { shows: shows.readWrite(), reservations: reservations.readWrite() });
  new Microservice(named("show-service"), {
    ...service,
    mount: "shows",
    routes: {
      "GET /shows": {
        to: handledBy("shows/list-shows", { shows: shows.read() }),
        auth: "none",
        query: ShowsQuery,
        answers: { 200: ShowsPage },
      },
      "GET /shows/{showId}": {
        to: handledBy("shows/get-show", { shows: shows.read() }),
        auth: "none",
        answers: { 200: Show },
      },
    },
    publishes: { events: [SeatsChanged], table: shows, outbox: outbox("shows/announce-shows") },
  });

  const ledger = table("ledger", { partition: "bookingId" });
  const pay = handledBy("payments/pay", { ledger: ledger.readWrite() }, { timeout: STEP_TIMEOUT });
  new Microservice(named("payment-service"), {
    ...service,
    publishes: { events: [PaymentChanged], table: ledger, outbox: outbox("payments/announce-payments") },
  });

  const bookings = table("bookings", { partition: "holder", sort: "bookingId" });
  const settle = handledBy("bookings/settle", { bookings: bookings.write() });
  const saga = bookingSaga({ settle, seats, pay }, shared);
  const book = handledBy("bookings/book", { saga: saga.start(), bookings: bookings.write() });
  new Microservice(named("booking-service"), {
    ...service,
    mount: "bookings",
    routes: {
      "POST /bookings": { to: book, body: BookingRequest, answers: { 202: BookingAccepted } },
      "GET /bookings/{bookingId}": {
        to: bookings.get({
          key: { holder: "context.authorizer.claims.sub", bookingId: "path.bookingId" },
          attributes: { bookingId: "string", showId: "string", seats: "number", status: "string" },
          consistent: true,
        }),
      },
    },
    publishes: { events: [BookingChanged], table: bookings, outbox: outbox("bookings/announce-bookings") },
  });

  const news = new Topic(named("news"));
  const ended = new Queue(named("ended"), { from: [news], ...alarmed });
  new TopicSubscription(named("ended"), { topic: news, to: ended, ...alarmed });
  new Microservice(named("notifications"), {
    ...service,
    consumes: {
      ended: { on: BookingChanged, where: { status: ["confirmed", "declined", "failed"] }, to: news.publish() },
    },
  });
  const handled = new Table(named("handled"), { key: { partition: "id" }, timeToLive: "expiresAt", ...sized });
  const notifications = new Queue(named("notifications"), alarmed);
  const notify = handledBy("notifications/notify", {
    handled: handled.readWrite(),
    notifications: notifications.send(),
  });
  new QueueConsumer(named("notify"), { queue: ended, function: notify });

  // tiers new service: {service}(platform, { throttle, retention, protection });

  const front = new ApiFront("platform", { apis: platform.apis });
  return { front, users, notifications, shared: platform.shared };
};

type Steps = Readonly<Record<"settle" | "seats" | "pay", LambdaFunction>>;

/**
 * Reserves seats, charges for them and confirms; whatever fails, what was done before is taken back. That a booking is
 * confirmed is tried again before all is taken back: it fails for no reason of the customer's.
 */
const bookingSaga = ({ settle, seats, pay }: Steps, { retention, alarms }: StackParts): Workflow => {
  const step = (action: string) => ({ action, "booking.$": "$.booking" });
  return new Workflow("booking-saga", {
    start: "open",
    states: {
      open: { type: "task", do: settle, input: step("open"), result: "none", next: "reserve" },
      reserve: {
        type: "task",
        do: seats,
        input: step("reserve"),
        undo: { do: seats, input: step("release") },
        result: "$.reserved",
        next: "charge",
      },
      charge: {
        type: "task",
        do: pay,
        input: { ...step("charge"), "amount.$": "$.reserved.amount" },
        undo: { do: pay, input: step("refund") },
        result: "none",
        next: "confirm",
      },
      confirm: {
        type: "task",
        do: settle,
        input: step("confirm"),
        undo: { do: settle, input: step("withdraw") },
        retry: [{ errors: ["States.ALL"], attempts: 10, maxDelay: "1 minute" }],
        end: true,
      },
      decline: { type: "task", do: settle, input: { ...step("decline"), "error.$": "$.error.Error" }, end: true },
    },
    compensated: "decline",
    retention,
    ...(alarms && { alarms }),
  });
};
