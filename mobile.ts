import { Dashboard, MobileBackend, Queue, StreamConsumer, Table, UserPool } from "serverless-tiers";
import { boxOffice } from "./box-office";
import type { MobileConfig } from "./stack-config";
import type { StackParts } from "./stack-parts";
import { venuePages } from "./venues";

/** A box office for an app on phones, with pages of the venues: whoever signs in sees their own tickets. */
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
  const { sized, handledBy, routes, tickets, bookings } = boxOffice({ maxThroughput, stream: "both images" }, shared);
  const audit = new Table("audit", { key: { partition: "ticketId", sort: "event" }, ...sized });
  const auditBookings = new StreamConsumer("audit-bookings", {
    stream: tickets.stream(),
    function: handledBy("tickets/audit-bookings", { audit: audit.write() }),
    onFailure: new Queue("unaudited", { alarms }),
    alarms,
  });
  // Of its own: those of 50 metrics at most are free.
  new Dashboard("bookings", { shows: [auditBookings, { widgets: () => [bookings] }] });
  const info = venuePages(venues, shared);
  return new MobileBackend("mobile", {
    users,
    routes: { ...routes, ...info.routes },
    protects: info.protects,
    throttle,
    logRole,
    retention,
    alarms,
  });
};
