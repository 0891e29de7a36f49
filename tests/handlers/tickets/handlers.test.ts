import assert from "node:assert/strict";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { callerVariable, writeRule } from "../../../components/contracts/caller";
import { aShow, type BoxOffice, openBoxOffice } from "../../support/box-office";

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

const RULE = writeRule({ token: "access", clients: ["app"], groups: [] });
const NO_CLAIMS = Symbol("no claims");

describe("the functions of tickets and shows, as the gateway calls them", () => {
  let office: BoxOffice;
  let handlers: Record<string, Handler>;
  const environment = { ...process.env };
  before(async () => {
    office = await openBoxOffice();
    const { endpoint, region, credentials } = office.cloud.client;
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      SHOWS_TABLE_NAME: "shows",
      TICKETS_TABLE_NAME: "tickets",
    });
    handlers = {
      "GET /shows": (await import("../../../handlers/shows/list-shows.handler")).handler,
      "GET /shows/{showId}": (await import("../../../handlers/shows/get-show.handler")).handler,
      "POST /tickets": (await import("../../../handlers/tickets/book-tickets.handler")).handler,
      "GET /tickets": (await import("../../../handlers/tickets/list-tickets.handler")).handler,
      "DELETE /tickets/{ticketId}": (await import("../../../handlers/tickets/cancel-ticket.handler")).handler,
    };
  });
  after(async () => {
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
    await office.close();
  });

  /** Calls the function of a route as somebody, "ana" unless told otherwise. */
  const call = async (
    route: string,
    {
      as = "ana",
      body = null,
      query = {},
      path = {},
      headers = { "content-type": "application/json" },
    }: {
      as?: string | typeof NO_CLAIMS;
      body?: string | null;
      query?: Record<string, string>;
      path?: Record<string, string>;
      headers?: Record<string, string>;
    } = {},
  ) => {
    const [httpMethod = "", resourcePath = ""] = route.split(" ");
    const claims = { sub: as, token_use: "access", client_id: "app", scope: "aws.cognito.signin.user.admin" };
    const event = {
      headers,
      body,
      isBase64Encoded: false,
      pathParameters: path,
      queryStringParameters: query,
      multiValueQueryStringParameters: Object.fromEntries(
        Object.entries(query).map(([name, value]) => [name, [value]]),
      ),
      stageVariables: { [callerVariable(httpMethod, resourcePath)]: RULE },
      requestContext: { httpMethod, resourcePath, requestId: "r-1", authorizer: as === NO_CLAIMS ? null : { claims } },
    } as unknown as APIGatewayProxyEvent;
    const answer = await (handlers[route] ?? assert.fail(route))(event, {} as Context);
    if (answer.statusCode >= 400) {
      assert.equal(answer.headers?.["Content-Type"], "application/problem+json");
      const { type, title, status, detail } = JSON.parse(answer.body);
      assert.deepEqual(
        [typeof type, typeof title, status, typeof detail],
        ["string", "string", answer.statusCode, "string"],
      );
    }
    return { status: answer.statusCode, json: answer.body && JSON.parse(answer.body) };
  };
  const newShow = async () => {
    const show = aShow({ startsAt: "2999-01-01T00:00:00.000Z" });
    await office.put(show);
    return show;
  };
  const booking = (showId: string, more: object = {}) =>
    JSON.stringify({ showId, seats: 1, clientToken: "t", ...more });

  it("book, list and give back for whom the token names", async () => {
    const { showId } = await newShow();
    const booked = await call("POST /tickets", { body: booking(showId) });
    assert.equal(booked.status, 201);
    const { ticketId } = booked.json;
    assert.deepEqual((await call("GET /tickets")).json, { tickets: [booked.json] });
    assert.deepEqual((await call("GET /tickets", { as: "bo" })).json, { tickets: [] });
    assert.equal((await call("DELETE /tickets/{ticketId}", { as: "bo", path: { ticketId } })).status, 404);
    assert.equal((await call("DELETE /tickets/{ticketId}", { path: { ticketId } })).status, 204);
    assert.equal((await call("GET /shows/{showId}", { path: { showId } })).json.seatsLeft, 100);
    const [other, second] = [
      await call("POST /tickets", { as: "bo", body: booking(showId) }),
      await call("GET /tickets"),
    ];
    assert.deepEqual([other.status, second.json], [201, { tickets: [] }]);
  });

  it("let nobody say who they are besides the token", async () => {
    const { showId } = await newShow();
    for (const more of [{ holder: "bo" }, { sub: "bo" }, JSON.parse('{"__proto__":{"holder":"bo"}}')])
      assert.equal((await call("POST /tickets", { as: "eve", body: booking(showId, more) })).status, 400);
    const query = { holder: "bo" };
    assert.equal((await call("GET /tickets", { as: "eve", query })).status, 400);
    const headers = { "content-type": "application/json", "x-holder": "bo", authorization: "bo" };
    assert.deepEqual((await call("GET /tickets", { as: "eve", headers })).json, { tickets: [] });
    for (const route of ["POST /tickets", "GET /tickets", "DELETE /tickets/{ticketId}"])
      assert.equal((await call(route, { as: NO_CLAIMS, body: booking(showId) })).status, 401, route);
  });

  it("answer what nobody should send with a problem of the client's, and go on", async () => {
    const { showId } = await newShow();
    const bodies: readonly (readonly [body: string | null, status: number])[] = [
      [null, 400],
      ["", 400],
      ["null", 400],
      ["[".repeat(100_000), 400],
      [booking(showId, { seats: "1" }), 400],
      [booking(showId, { seats: 1e300 }), 400],
      [booking(showId, { clientToken: "a\0" }), 400],
      [booking(showId, { clientToken: "x".repeat(2 ** 20) }), 400],
      [booking(showId).replace('"t"', '"\\ud800"'), 400],
      [booking("'; drop table shows --"), 400],
      [booking("00000000-0000-0000-0000-000000000000"), 404],
    ];
    for (const [body, status] of bodies)
      assert.equal((await call("POST /tickets", { as: "max", body })).status, status, body?.slice(0, 80));
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const headers = { "Content-Type": type };
      assert.equal((await call("POST /tickets", { headers, body: booking(showId) })).status, 415);
    }
    for (const id of ["", "%00", "\0", "\ud800", "x".repeat(4096), "__proto__", "#seeded", "..%2f..", `${showId}%20`]) {
      assert.equal((await call("GET /shows/{showId}", { path: { showId: id } })).status, 404, id);
      assert.equal((await call("DELETE /tickets/{ticketId}", { path: { ticketId: id } })).status, 404, id);
    }
    for (const [name, value] of [
      ["limit", "0"],
      ["limit", "NaN"],
      ["cursor", "\ud800"],
      ["cursor", "x".repeat(100_000)],
      ["__proto__", "x"],
      ["constructor", "x"],
    ] as const)
      for (const route of ["GET /shows", "GET /tickets"]) {
        const query = Object.fromEntries([[name, value]]);
        assert.equal((await call(route, { query })).status, 400, `${route} ${name}`);
      }
    assert.equal((await call("POST /tickets", { as: "zoe", body: booking(showId) })).status, 201);
  });
});
