import assert from "node:assert/strict";
import fc from "fast-check";
import { Router } from "../../../../../local/services/apigateway/routing/router";

const router = (...routes: readonly string[]): Router<string> => {
  const made = new Router<string>();
  for (const route of routes) {
    const [method = "", path = ""] = route.split(" ");
    made.add(path, method, route);
  }
  return made;
};

describe("apigateway: router", () => {
  it("prefers a fixed segment to a variable, and that to a greedy one", () => {
    const routes = router("GET /a/{x+}", "GET /a/{x}", "GET /a/b");
    assert.deepEqual(routes.find("GET", "/a/b"), { target: "GET /a/b", variables: {} });
    assert.deepEqual(routes.find("GET", "/a/c"), { target: "GET /a/{x}", variables: { x: "c" } });
    assert.deepEqual(routes.find("GET", "/a/c/d"), { target: "GET /a/{x+}", variables: { x: "c/d" } });
  });

  it("falls through to a wider resource that has the method", () => {
    const routes = router("POST /box", "OPTIONS /{rest+}");
    assert.equal(routes.find("OPTIONS", "/box")?.target, "OPTIONS /{rest+}");
    assert.equal(routes.find("GET", "/box"), undefined);
  });

  it("takes ANY for what the resource does not declare itself, and for the seven methods alone", () => {
    const routes = router("ANY /a", "GET /a");
    assert.equal(routes.find("GET", "/a")?.target, "GET /a");
    assert.equal(routes.find("PATCH", "/a")?.target, "ANY /a");
    assert.equal(routes.find("TRACE", "/a"), undefined);
  });

  it("does not count one slash at the end, and does not serve a parent or the root by a greedy child", () => {
    const routes = router("GET /stock/{rest+}", "GET /orders");
    assert.equal(routes.find("GET", "/orders/")?.target, "GET /orders");
    assert.equal(routes.find("GET", "/stock"), undefined);
    assert.equal(routes.find("GET", "/"), undefined);
  });

  it("matches fixed segments by their decoded text and hands on variables as sent", () => {
    const routes = router("GET /a-b/{x}");
    assert.deepEqual(routes.find("GET", "/a%2Db/c%2Fd")?.variables, { x: "c%2Fd" });
    assert.equal(routes.find("GET", "/a-b/%E0%A4%A")?.target, "GET /a-b/{x}");
  });

  it("never throws and never invents a route, whatever the path", () => {
    const routes = router("GET /", "GET /a/{b}/c", "ANY /{proxy+}");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (path) => {
        const match = routes.find("GET", `/${path}`);
        assert.ok(match === undefined || ["GET /", "GET /a/{b}/c", "ANY /{proxy+}"].includes(match.target));
      }),
    );
  });
});
