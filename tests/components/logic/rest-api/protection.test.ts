import assert from "node:assert/strict";
import { planRestApi } from "../../../../components/logic/rest-api/plan";
import type { Protection } from "../../../../components/logic/rest-api/protection";
import type { Route } from "../../../../components/logic/rest-api/route";
import type { RouteKey } from "../../../../components/logic/rest-api/route-key";
import type { Throttle } from "../../../../components/logic/rest-api/throttle";
import { target } from "./targets";

const venues = { description: "database venues", maxConnections: 189 };

const reaching = (key: string, reserved?: number, most?: number) => {
  const connections = [{ of: venues, ...(most !== undefined && { most }) }];
  const { invokes, ...rest } = target(key);
  assert.ok(invokes);
  return { ...rest, invokes: { ...invokes, reserved, connections } };
};

const planned = (
  routes: Readonly<Partial<Record<RouteKey, Omit<Route, "auth">>>>,
  args: { readonly protects?: Partial<Protection>; readonly throttle?: Throttle } = {},
) =>
  planRestApi("mobile", {
    ...args,
    auth: "none",
    routes: routes as Record<RouteKey, Route>,
    protects: { database: venues, ...args.protects },
  }).routes.map(({ key, throttle }) => [key, throttle?.rate, throttle?.burst]);

describe("an API that protects a database", () => {
  it("throttles the routes to it so that what they let through finds an instance", () => {
    assert.deepEqual(planned({ "GET /info": { to: reaching("get-venue", 20) }, "GET /shows": { to: target() } }), [
      ["GET /info", 100, 10],
      ["GET /shows", undefined, undefined],
    ]);
  });

  it("shares the instances of a function out to its routes, after those that say what they take", () => {
    assert.deepEqual(
      planned({
        "GET /info": { to: reaching("get-venue", 41), throttle: { rate: 50, burst: 10 } },
        "GET /info/{venueId}": { to: reaching("get-venue", 41) },
        "GET /search": { to: reaching("get-venue", 41) },
        "GET /more": { to: reaching("get-more", 2) },
      }),
      [
        ["GET /info", 50, 10],
        ["GET /info/{venueId}", 80, 5],
        ["GET /more", 10, 1],
        ["GET /search", 80, 5],
      ],
    );
  });

  it("counts on what a connection serves", () => {
    const protects = { requestsPerConnection: 20 };
    assert.deepEqual(planned({ "GET /info": { to: reaching("get-venue", 20) } }, { protects }), [
      ["GET /info", 200, 10],
    ]);
  });

  it("counts on the share of a link where nothing is reserved", () => {
    assert.deepEqual(planned({ "GET /info": { to: reaching("get-venue", undefined, 20) } }), [["GET /info", 100, 10]]);
  });

  it("lets the throttle of all methods make a throttle lower, and never higher", () => {
    const routes = { "GET /info": { to: reaching("get-venue", 20) }, "GET /shows": { to: target() } };
    assert.deepEqual(planned(routes, { throttle: { rate: 10_000, burst: 5 } }), [
      ["GET /info", 100, 5],
      ["GET /shows", undefined, undefined],
    ]);
  });

  const refused = (
    what: string,
    routes: Parameters<typeof planned>[0],
    args: Parameters<typeof planned>[1],
    message: string,
  ) => it(what, () => assert.throws(() => planned(routes, args), { name: "ArgsError", message }));

  refused(
    "has a route to it",
    { "GET /shows": { to: target() } },
    {},
    "mobile: protects must be reached by a route: no function of the API has a link to database venues",
  );
  refused(
    "has no function without a bound",
    { "GET /info": { to: reaching("get-venue") } },
    {},
    'mobile: routes["GET /info"].to must be bounded: any number of instances of function get-venue may connect to database venues; give its link a share, database.reader({ connections: 20 })',
  );
  refused(
    "promises no rate that its instances do not serve",
    { "GET /info": { to: reaching("get-venue", 20), throttle: { rate: 200, burst: 10 } } },
    {},
    'mobile: routes["GET /info"].throttle.rate must be at most 100 for GET /info (it is 200): the 20 instances of function get-venue serve 100 requests per second and a burst of 10; lower it or raise the connections of the link',
  );
  refused(
    "promises no burst either, for all routes together",
    {
      "GET /a": { to: reaching("get-venue", 20), throttle: { rate: 10, burst: 6 } },
      "GET /b": { to: reaching("get-venue", 20), throttle: { rate: 10, burst: 6 } },
    },
    {},
    'mobile: routes["GET /b"].throttle.burst must be at most 4 for GET /b (it is 6): the 20 instances of function get-venue serve 100 requests per second and a burst of 10 on all its routes; lower it or raise the connections of the link',
  );
  refused(
    "leaves no route without anything",
    { "GET /a": { to: reaching("get-venue", 3) }, "GET /b": { to: reaching("get-venue", 3) } },
    {},
    'mobile: routes["GET /a"].to must have more instances: the 3 instances of function get-venue serve 20 requests per second and a burst of 1, which leaves nothing for GET /a, GET /b; raise the connections of the link',
  );
  refused(
    "knows what a connection serves",
    { "GET /a": { to: reaching("get-venue", 3) } },
    { protects: { requestsPerConnection: 0 } },
    "mobile: protects.requestsPerConnection must be above 0 requests per second (it is 0)",
  );
});
