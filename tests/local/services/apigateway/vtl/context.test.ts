import assert from "node:assert/strict";
import { renderMapping } from "../../../../../local/services/apigateway/vtl/render-mapping";
import { render } from "./render";

const INPUT = { body: "", params: { path: {}, querystring: {}, header: {} } };

describe("vtl: $context and $stageVariables", () => {
  it("shows what the gateway gives, nested and by brackets", () => {
    const context = {
      requestId: "r",
      authorizer: { claims: { sub: "s", "cognito:groups": "a b" }, level: 3 },
      flag: true,
      empty: null,
    };
    assert.equal(
      render(
        "$context.requestId|$context.authorizer.claims['cognito:groups']|$context.authorizer.level|$context['flag']|$context.empty|$context.none.x",
        { context },
      ),
      "r|a b|3|true||",
    );
    assert.equal(render("$context.authorizer.claims|$context.authorizer.claims.size()", { context }), "|2");
    assert.equal(
      render("#foreach($k in $context.keySet())$k=$context.get($k);#end", { context: { a: "1", b: "2" } }),
      "a=1;b=2;requestOverride=;responseOverride=;",
    );
  });

  it("shows stage variables", () => {
    assert.equal(
      render("$stageVariables.a|$stageVariables['b']|$!stageVariables.none|$stageVariables", {
        stageVariables: { a: "1", b: "2" },
      }),
      "1|2||{a=1, b=2}",
    );
  });

  it("collects overrides by property, bracket and put", () => {
    const template = [
      '#set($context.requestOverride.header.x-a = "1")',
      '#set($name = "q")#set($context.requestOverride.querystring[$name] = 2)',
      '$context.requestOverride.path.put("p", "3")',
      '#set($context["requestOverride"].header["x-list"] = ["a", "b"])',
      "#set($context.responseOverride.status = 418)",
      '#set($context.responseOverride.header.y = "4")done',
    ].join("");
    const { text, overrides } = renderMapping(template, { input: INPUT, context: {}, stageVariables: {} });
    assert.equal(text, "done");
    assert.deepEqual(plain(overrides.request), {
      header: { "x-a": "1", "x-list": ["a", "b"] },
      querystring: { q: "2" },
      path: { p: "3" },
    });
    assert.deepEqual(plain(overrides.response), { status: 418, header: { y: "4" } });
  });

  it("hands overrides on to the next template, which sees, keeps and changes them", () => {
    const first = renderMapping(
      '#set($context.requestOverride.path.kept = {"a": [1, "x"]})#set($context.responseOverride.status = "201")#set($context.responseOverride.note = "n")',
      {
        input: INPUT,
        context: {},
        stageVariables: {},
      },
    );
    const second = renderMapping(
      "$context.requestOverride.path.kept.a[1]$context.responseOverride.note#set($context.responseOverride.header.z = 1)",
      {
        input: INPUT,
        context: { ...first.overrides.context },
        stageVariables: {},
      },
    );
    assert.equal(second.text, "xn");
    assert.deepEqual(plain(second.overrides.response), { status: 201, header: { z: "1" } });
  });

  it("ignores a status that is none", () => {
    const { overrides } = renderMapping('#set($context.responseOverride.status = "teapot")', {
      input: INPUT,
      context: {},
      stageVariables: {},
    });
    assert.equal(overrides.response.status, undefined);
  });

  it("takes __proto__ for a name like any other", () => {
    const { overrides } = renderMapping('$context.requestOverride.header.put("__proto__", "x")', {
      input: INPUT,
      context: {},
      stageVariables: {},
    });
    assert.deepEqual(Object.keys(overrides.request.header), ["__proto__"]);
    assert.equal(({} as { x?: unknown }).x, undefined);
  });
});

/** Without the missing prototypes, which deepEqual would see. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
