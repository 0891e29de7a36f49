import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import * as z from "zod";
import type { SecurityScheme } from "../../../../components/core/authorizer";
import { planRoutes } from "../../../../components/logic/rest-api/planned-route";
import type { Route, Routes } from "../../../../components/logic/rest-api/route";
import { METHODS, parseRouteKey } from "../../../../components/logic/rest-api/route-key";
import { target } from "./targets";

const open = (more: Partial<Route> = {}): Route => ({ to: target(), auth: "none", ...more });

describe("what a route answers with", () => {
  const routes = (responds: Route["responds"], to: Route["to"]): Routes => ({ "GET /a": open({ responds, to }) });
  const streaming = { ...target(), streams: true };
  const queue = { ...target(), description: "queue jobs", invokes: undefined } as unknown as Route["to"];

  it("is streamed where the handler behind it streams", () => {
    assert.equal(planRoutes("api", routes("streamed", streaming))[0]?.responds, "streamed");
    assert.equal(planRoutes("api", routes(undefined, target()))[0]?.responds, undefined);
  });

  for (const [to, responds, why] of [
    [streaming, undefined, 'must be "streamed": the handler of function get-order streams what it answers'],
    [streaming, "whole", 'must be "streamed": the handler of function get-order streams what it answers'],
    [
      target(),
      "streamed",
      'must be "whole", or absent: function get-order has no handler that streams, streamed(…) of serverless-tiers/runtime/streamed',
    ],
    [queue, "streamed", 'must be "whole", or absent: queue jobs is no function that could stream'],
  ] as const)
    it(`is refused: ${responds ?? "nothing said"} of ${to.description}`, () => {
      assert.throws(() => planRoutes("api", routes(responds, to)), {
        message: `api: routes["GET /a"].responds ${why}`,
      });
    });
});

describe("the key of a route", () => {
  it("gives method, path and parameters", () => {
    assert.deepEqual(parseRouteKey("api", "GET /orders/{orderId}/items/{rest+}"), {
      key: "GET /orders/{orderId}/items/{rest+}",
      method: "GET",
      path: "/orders/{orderId}/items/{rest+}",
      parameters: ["orderId", "rest"],
    });
    assert.deepEqual(parseRouteKey("api", "POST /").parameters, []);
  });

  const REFUSED: readonly (readonly [key: string, why: RegExp])[] = [
    ["orders", /must read "METHOD \/path", with one blank$/],
    ["GET orders", /must read/],
    ["GET  /orders", /must read/],
    ["GET /orders ", /must read/],
    ["get /orders", /must begin with one of GET, POST, .* \(it is get\)$/],
    ["ANY /orders", /must begin with one of/],
    ["GET /orders/", /empty segment/],
    ["GET //orders", /empty segment/],
    ["GET /order s", /must read/],
    ["GET /ord%C3%A9s", /has a segment ord%C3%A9s/],
    ["GET /orders/id{orderId}", /has a segment id\{orderId\}/],
    ["GET /orders/{}", /has a segment \{\}/],
    ["GET /orders/{rest+}/items", /may have \{rest\+\} only at its end$/],
    ["GET /a/{id}/b/{id}", /names the parameter \{id\} twice$/],
  ];
  for (const [key, why] of REFUSED)
    it(`is refused: ${key}`, () => {
      assert.throws(
        () => parseRouteKey("api", key),
        (error: Error) => {
          assert.equal(error.name, "ArgsError");
          assert.ok(error.message.startsWith(`api: routes[${JSON.stringify(key)}] `), error.message);
          assert.match(error.message, why);
          return true;
        },
      );
    });

  it("is taken apart without loss, whatever the segments", () => {
    const word = fc.stringMatching(/^[A-Za-z0-9._,:-]{1,8}$/);
    const parameter = fc.stringMatching(/^[A-Za-z0-9._:-]{1,8}$/).map((name) => `{${name}}`);
    const segments = fc.uniqueArray(fc.oneof(word, parameter), { maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...METHODS), segments, (method, parts) => {
        const path = `/${parts.join("/")}`;
        const parsed = parseRouteKey("api", `${method} ${path}`);
        assert.equal(`${parsed.method} ${parsed.path}`, `${method} ${path}`);
        assert.deepEqual(
          parsed.parameters.map((name) => `{${name}}`),
          parts.filter((part) => part.startsWith("{")),
        );
      }),
    );
  });

  it("is either taken apart to the letter or refused with an ArgsError, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((path) => `GET /${path}`),
        ),
        (text) => {
          try {
            const { method, path } = parseRouteKey("api", text);
            assert.equal(`${method} ${path}`, text);
          } catch (error) {
            assert.equal((error as Error).name, "ArgsError");
          }
        },
      ),
    );
  });
});

describe("a table of routes", () => {
  const keys = (routes: Routes) => planRoutes("api", routes).map(({ key }) => key);

  it("is read in the order of paths and methods, whatever the order it was written in", () => {
    const table = { "POST /b": open(), "GET /b": open(), "GET /a/{id}": open(), "GET /a": open() };
    const reversed = Object.fromEntries(Object.entries(table).reverse());
    assert.deepEqual(keys(table), ["GET /a", "GET /a/{id}", "GET /b", "POST /b"]);
    assert.deepEqual(keys(reversed), keys(table));
  });

  it("gives each operation an id of letters and digits, no two alike", () => {
    const routes = planRoutes("api", {
      "GET /orders/{orderId}": open(),
      "GET /a-b": open(),
      "GET /a/b": open(),
      "GET /": open(),
    });
    assert.deepEqual(
      routes.map(({ operationId }) => operationId),
      ["get", "getAB", "getAB2", "getOrdersOrderId"],
    );
  });

  const refused = (routes: unknown, message: string | RegExp) =>
    // The cast stands for a caller without types.
    assert.throws(() => planRoutes("api", routes as Routes), { name: "ArgsError", message });

  it("needs a route", () => {
    refused({}, 'api: routes must hold at least one route: { "GET /health": { … } }');
  });

  it("names who may call, for each route", () => {
    const rule =
      'must be named: "none" opens the route; "iam" or an authorizer, users.authorizer(…) or lambdaAuthorizer(…), closes it';
    for (const auth of [undefined, "IAM", "", target()])
      refused({ "GET /a": { to: target(), auth } }, `api: routes["GET /a"].auth ${rule}`);
  });

  it("takes who may call from the API where a route does not say it", () => {
    const routes = planRoutes("api", { "GET /a": { to: target() }, "GET /b": open() }, { auth: "iam" });
    assert.deepEqual(
      routes.map(({ auth }) => auth),
      ["iam", "none"],
    );
  });

  it("has one authorizer of a name", () => {
    const named = (name: string, settings = 1) => ({
      name,
      settings,
      scheme: () => pulumi.output("x").apply((): SecurityScheme => ({})),
    });
    refused(
      { "GET /a": open({ auth: named("tokens") }), "GET /b": open({ auth: named("tokens", 2) }) },
      'api: routes["GET /b"].auth must have a name of its own: another authorizer is called tokens',
    );
    assert.equal(
      keys({ "GET /a": open({ auth: named("tokens") }), "GET /b": open({ auth: named("tokens") }) }).length,
      2,
    );
    for (const name of ["api_key", "sigv4", "a b", ""])
      refused({ "GET /a": open({ auth: named(name) }) }, /must have a name of 1 to 128 letters, .* \(it is ".*"\)$/);
  });

  it("has no body where HTTP has none", () => {
    refused(
      { "GET /a": open({ body: z.string() }) },
      'api: routes["GET /a"].body must be absent: a GET request has no body to validate',
    );
  });

  it("names parameters that the gateway can know", () => {
    const get = (more: Partial<Route>) => ({ "GET /a/{id}": open(more) });
    const at = 'api: routes["GET /a/{id}"]';
    refused(
      get({ path: z.object({ ID: z.string() }) }),
      `${at}.path must hold the variables of the path, id (it holds ID)`,
    );
    refused(get({ path: z.object({}) }), `${at}.path must hold the variables of the path, id (it holds nothing)`);
    refused(
      get({ query: z.object({ "page[size]": z.string() }) }),
      `${at}.query must have names of letters, digits and . _ $ - (one is "page[size]")`,
    );
    refused(
      get({ query: z.object({ limit: z.number().optional() }) }),
      `${at}.query.limit must take a text, as parameters are: z.coerce.number() or z.stringbool(), say (it takes a value of type number)`,
    );
    refused(
      get({ query: z.object({ id: z.string() }) }),
      `${at} must name the parameter id once: in path, query or headers`,
    );
    refused(
      get({ headers: z.object({ "X-Tenant": z.string(), "x-tenant": z.string() }) }),
      `${at} must name the parameter x-tenant once: in path, query or headers`,
    );
    refused(
      get({
        query: z.object({
          a: z
            .string()
            .default("")
            .refine(async () => true),
        }),
      }),
      /^api: routes\["GET \/a\/\{id\}"\]\.query must be a schema that can be checked at once \(.*\)$/,
    );
  });

  it("lets something through", () => {
    refused(
      { "GET /a": open({ throttle: { rate: 0, burst: 1 } }) },
      'api: routes["GET /a"].throttle.rate must be above 0 requests per second (it is 0)',
    );
    refused(
      { "GET /a": open({ throttle: { rate: 1, burst: 0.5 } }) },
      'api: routes["GET /a"].throttle.burst must be a whole number of at least 1 (it is 0.5)',
    );
  });

  it("calls a parameter of one place by one name, greedy ones too", () => {
    refused(
      { "GET /orders/{id}": open(), "GET /orders/{orderId}/items": open() },
      'api: routes["GET /orders/{orderId}/items"] must call {orderId} the same as "GET /orders/{id}" does ({id})',
    );
    refused(
      { "GET /{id}": open(), "GET /{rest+}": open() },
      'api: routes["GET /{rest+}"] must call {rest+} the same as "GET /{id}" does ({id})',
    );
    assert.equal(keys({ "GET /a/{id}": open(), "GET /b/{other}": open(), "PUT /a/{id}": open() }).length, 3);
  });
});
