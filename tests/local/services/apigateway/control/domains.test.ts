import assert from "node:assert/strict";
import { domainOf, mappedTarget } from "../../../../../local/services/apigateway/control/domains";
import { gatewayFor, mock } from "../gateway-fixture";

const mapping = (basePath: string, apiId: string, stage?: string) => ({
  domain: "api.example.test",
  basePath,
  apiId,
  ...(stage && { stage }),
});

describe("apigateway: base paths of custom domains", () => {
  const mappings = [mapping("v1", "one", "live"), mapping("v1/orders", "orders", "live"), mapping("any", "staged")];
  const cases: readonly [target: string, expected: string | undefined][] = [
    ["/v1", "one live v1 ''"],
    ["/v1/x?a=/v1/orders", "one live v1 '/x?a=/v1/orders'"],
    ["/v1/orders/7?a=1", "orders live v1/orders '/7?a=1'"],
    ["/v1/orders?a=1", "orders live v1/orders '?a=1'"],
    ["/v1/ordersX", "one live v1 '/ordersX'"],
    ["/any/test/x", "staged test any '/x'"],
    ["/any?x", "staged  any '?x'"],
    ["/other", undefined],
    ["/", undefined],
  ];
  for (const [target, expected] of cases) {
    it(`leads ${target} to ${expected ?? "nowhere"}`, () => {
      const found = mappedTarget(mappings, target);
      assert.equal(found && `${found.apiId} ${found.stage} ${found.basePath} '${found.rest}'`, expected);
    });
  }

  it("answers for a host by its own name, else by the wildcard over it, one label wide", () => {
    const names = new Set(["api.example.test", "*.example.test"]);
    assert.equal(domainOf(names, "api.example.test"), "api.example.test");
    assert.equal(domainOf(names, "shop.example.test"), "*.example.test");
    assert.equal(domainOf(names, "a.shop.example.test"), undefined);
    assert.equal(domainOf(names, "example.test"), undefined);
    assert.equal(domainOf(new Set(["*.test"]), "localhost"), undefined);
  });

  it("shows the path under the domain, and which base path it was", async () => {
    const text = "$context.path $context.customDomain.basePathMatched $context.domainName $context.domainPrefix";
    const { gateway } = gatewayFor({ "/orders/{id}": { get: mock(text) } });
    const target = "/v1/shop/orders/7?a=1";
    const request = {
      method: "GET",
      target,
      headers: [["Host", "api.example.test"]] as const,
      body: Buffer.alloc(0),
      sourceIp: "127.0.0.1",
      port: 4600,
    };
    const answer = await gateway.handle(request, { stage: "test", basePath: "v1/shop", rest: "/orders/7?a=1" });
    assert.equal(answer.body.toString(), "/v1/shop/orders/7 v1/shop api.example.test api");
  });
});
