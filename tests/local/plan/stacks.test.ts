import assert from "node:assert/strict";
import { resolve } from "node:path";
import { type Plan, plan } from "../../../local/plan/plan";
import { render } from "../../../local/plan/render";

const ROOT = resolve(__dirname, "../../..");

describe("the plans of this repository's stacks", function () {
  this.timeout(60_000);
  let dev: Plan;
  let prod: Plan;

  before(async () => {
    dev = await plan({ root: ROOT, stack: "dev" });
    prod = await plan({ root: ROOT, stack: "prod" });
  });

  const rights = (holder: string) =>
    dev.grants.find((each) => each.holder === holder)?.may.map(({ words }) => words) ?? [];

  it("start with the components of the program", () => {
    assert.deepEqual(
      prod.resources
        .filter(({ type }) => type.startsWith("serverless-tiers:"))
        .map(({ type, name }) => `${type.split(":")[2]} ${name}`),
      [
        "AccountLogRole api-log-role",
        "Alarms alarms",
        "Alarms site-alarms",
        "ApiFront platform",
        "AsyncApi orders",
        "Bucket shop-content",
        "Bucket web-media",
        "BucketFront web-media",
        "Cache shop-cache",
        "Dashboard bookings",
        "Database orders",
        "Database venues",
        ...[
          "audit-bookings",
          "book-tickets",
          "cancel-ticket",
          "get-order",
          "get-show",
          "get-venue",
          "list-shows",
          "list-tickets",
          "platform-book",
          "platform-get-show",
          "platform-list-shows",
          "platform-notify",
          "platform-pay",
          "platform-reserve-seats",
          "platform-seed-shows",
          "platform-settle",
          "search-venues",
          "seed-shows",
          "shop-book-tickets",
          "shop-cancel-ticket",
          "shop-forget-shows",
          "shop-get-show",
          "shop-list-shows",
          "shop-list-tickets",
          "shop-seed-shows",
          "web-book-tickets",
          "web-cancel-ticket",
          "web-check-posters",
          "web-export-sales",
          "web-follow",
          "web-issue-ticket",
          "web-list-tickets",
          "web-shows",
          "web-tell-bookings",
          "web-upload-poster",
        ].map((name) => `LambdaFunction ${name}`),
        "Microservice platform-booking-service",
        "Microservice platform-notifications",
        "Microservice platform-payment-service",
        "Microservice platform-show-service",
        "MobileBackend mobile",
        "Network main",
        "Platform platform",
        "Queue platform-ended",
        "Queue platform-notifications",
        "Queue shop-unforgotten-shows",
        "Queue unaudited",
        "Queue web-untold",
        "QueueConsumer platform-notify",
        "SinglePageApp shop",
        "StreamConsumer audit-bookings",
        "StreamConsumer shop-forget-shows",
        "StreamConsumer web-tell-bookings",
        "Table audit",
        "Table platform-bookings",
        "Table platform-handled",
        "Table platform-ledger",
        "Table platform-reservations",
        "Table platform-shows",
        "Table shop-shows",
        "Table shop-tickets",
        "Table shows",
        "Table tickets",
        "Table web-connections",
        "Table web-followers",
        "Table web-live-tickets",
        "Table web-shows",
        "Table web-tickets",
        "Topic platform-news",
        "TopicSubscription platform-ended",
        "UserPool members",
        "UserPool organisers",
        "UserPool people",
        "WebApp web",
        "Workflow booking-saga",
      ],
    );
  });

  it("tell exactly what a function's own code may do", () => {
    const own = (holder: string) => rights(holder).filter((words) => !words.includes("by Lambda alone"));

    assert.deepEqual(own("function get-order"), [
      "write to log group get-order-logs",
      "send traces to X-Ray",
      "connect to database orders as orders_reader",
    ]);
    assert.deepEqual(own("function store-orders"), [
      "receive and delete the messages of queue orders",
      "write to log group store-orders-logs",
      "send traces to X-Ray",
      "connect to database orders as orders_writer",
    ]);
    assert.deepEqual(rights("role orders-role of apigateway.amazonaws.com"), ["send messages to queue orders"]);
  });

  it("tell who may call each route", () => {
    const access = "users of people by access token with aws.cognito.signin.user.admin";
    const member = access.replace("people", "members");
    const organiser = `${access.replace("people", "organisers")}, through its sites alone`;
    assert.deepEqual(dev.endpoints, [
      {
        endpoint: "distribution platform",
        routes: [
          // Of no service: the gateway refuses it.
          { route: "GET /*", access: "anybody" },
          ...["/shows", "/shows/*"].map((route) => ({ route, access: "whom platform-show-service lets in" })),
          ...["/bookings", "/bookings/*"].map((route) => ({ route, access: "whom platform-booking-service lets in" })),
        ],
      },
      {
        endpoint: "REST API orders",
        routes: [
          { route: "POST /orders", access: "anybody with an API key" },
          { route: "GET /orders/{orderId}", access: "anybody" },
        ],
      },
      { endpoint: "distribution web-media", routes: [{ route: "GET /*", access: "anybody" }] },
      {
        endpoint: "REST API platform-booking-service",
        routes: ["POST /", "GET /{bookingId}"].map((route) => ({ route, access: member })),
      },
      {
        endpoint: "REST API platform-show-service",
        routes: ["GET /", "GET /{showId}"].map((route) => ({ route, access: "anybody" })),
      },
      {
        endpoint: "REST API mobile",
        routes: [
          { route: "GET /info", access },
          { route: "GET /info/{venueId}", access },
          { route: "GET /shows", access },
          { route: "GET /shows/{showId}", access },
          { route: "GET /tickets", access },
          { route: "POST /tickets", access },
          { route: "DELETE /tickets/{ticketId}", access },
        ],
      },
      {
        endpoint: "REST API shop",
        routes: [
          ...["GET /info/{page}", "GET /shows", "GET /shows/{showId}"].map((route) => ({
            route,
            access: "anybody, through its sites alone",
          })),
          ...["GET /tickets", "POST /tickets", "DELETE /tickets/{ticketId}"].map((route) => ({
            route,
            access: "who passes shop-tokens, through its sites alone",
          })),
        ],
      },
      {
        endpoint: "distribution shop",
        routes: [
          { route: "GET /*", access: "anybody" },
          { route: "/api/*", access: "whom shop lets in" },
        ],
      },
      { endpoint: "user pool members", routes: [{ route: "sign-up", access: "anybody" }] },
      { endpoint: "user pool organisers", routes: [{ route: "sign-up", access: "anybody" }] },
      { endpoint: "user pool people", routes: [{ route: "sign-up", access: "anybody" }] },
      { endpoint: "user pool domain organisers-domain", routes: [{ route: "its pages", access: "anybody" }] },
      { endpoint: "user pool domain people-domain", routes: [{ route: "its pages", access: "anybody" }] },
      {
        endpoint: "REST API web",
        routes: [
          { route: "GET /export", access: organiser },
          { route: "POST /live-tickets", access: organiser },
          ...["DELETE /session", "POST /session", "POST /session/refresh"].map((route) => ({
            route,
            access: "anybody, through its sites alone",
          })),
          ...[
            "GET /shows",
            "POST /shows",
            "GET /shows/{showId}",
            "PUT /shows/{showId}",
            "POST /shows/{showId}/poster",
            "GET /tickets",
            "POST /tickets",
            "DELETE /tickets/{ticketId}",
          ].map((route) => ({ route, access: organiser })),
        ],
      },
      {
        endpoint: "distribution web",
        routes: [
          { route: "GET /*", access: "anybody" },
          { route: "/api/*", access: "whom web lets in" },
        ],
      },
      { endpoint: "route web-live-connect-route", routes: [{ route: "$connect", access: "who passes CUSTOM" }] },
      { endpoint: "route web-live-disconnect-route", routes: [{ route: "$disconnect", access: "who is connected" }] },
      { endpoint: "route web-live-route-follow", routes: [{ route: "follow", access: "who is connected" }] },
    ]);
  });

  it("cost less where the database pauses and one zone has an endpoint", () => {
    const of = ({ cost }: Plan, resource: string) => cost.items.find((item) => item.resource === resource)?.monthly;

    assert.equal(of(dev, "VPC endpoint main-secretsmanager"), 8.03);
    assert.equal(of(prod, "VPC endpoint main-secretsmanager"), 24.09);
    assert.equal(of(dev, "database instance orders-writer"), undefined);
    assert.equal(of(prod, "database instance orders-standby"), 102.2);
    assert.equal(of(dev, "dashboard orders"), 3);
    assert.equal(of(dev, "database venues"), 0.4);
    assert.equal(of(prod, "database venues"), 51.39);
    assert.ok(dev.cost.monthly < 40, String(dev.cost.monthly));
  });

  it("are text for people and JSON for machines", () => {
    const text = render(prod);

    assert.match(text, /^serverless-tiers, stack prod, eu-west-1\n\nComponents and resources\n=+\n/);
    assert.match(text, /\n {2}database orders \(protected\)\n/);
    assert.match(text, /\nPolicies\n=+\nall hold$/);
    assert.deepEqual(JSON.parse(JSON.stringify(prod)), prod);
  });

  it("say what the program warns of: where nothing can be reserved, no ceiling", () => {
    assert.deepEqual(prod.warnings, []);
    assert.match(
      render(dev),
      /\nWarnings\n=+\nmobile: only throttles hold function get-venue back, .*\nmobile: only throttles hold function search-venues back, .*: nothing is reserved for it\n\nPolicies\n/,
    );
  });
});
