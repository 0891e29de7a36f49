import assert from "node:assert/strict";
import { readFirewall } from "../../../../local/services/wafv2/read-firewall";
import type { WebRequest } from "../../../../local/services/wafv2/rules/inspection";

type Json = Record<string, unknown>;

const NOTHING = { ipSet: () => undefined, patterns: () => undefined, ruleGroup: () => undefined };

/** Whether a rule that looks for a text in this field blocks the request. */
const found = (field: Json, searchString: string, sent: Partial<WebRequest>, type = "NONE", more: Json = {}) => {
  const statement = {
    byteMatchStatement: {
      searchString,
      positionalConstraint: "CONTAINS",
      fieldToMatch: field,
      textTransformations: [{ priority: 0, type }],
    },
  };
  const rules = [{ name: "it", priority: 0, statement, action: { block: {} } }];
  const { firewall, skipped } = readFirewall("arn", { defaultAction: { allow: {} }, rules, ...more }, "", NOTHING);
  assert.deepEqual(skipped, []);
  const request = { method: "GET", path: "/", query: "", headers: [], body: Buffer.alloc(0), sourceIp: "127.0.0.1" };
  return firewall.inspect({ ...request, ...sent }, 0).blocked;
};

const json = (value: unknown) => ({ body: Buffer.from(typeof value === "string" ? value : JSON.stringify(value)) });

describe("wafv2: fields", () => {
  const cookies = (pattern: Json, matchScope = "ALL", oversizeHandling = "CONTINUE") => ({
    cookies: { matchPatterns: [pattern], matchScope, oversizeHandling },
  });
  const sent = { headers: [["Cookie", "session=abc; theme=dark"]] as const };

  it("looks at cookies, by name and by scope", () => {
    assert.equal(found(cookies({ all: {} }), "dark", sent), true);
    assert.equal(found(cookies({ includedCookies: ["session"] }), "dark", sent), false);
    assert.equal(found(cookies({ excludedCookies: ["session"] }), "abc", sent), false);
    assert.equal(found(cookies({ all: {} }, "KEY"), "dark", sent), false);
    assert.equal(found(cookies({ all: {} }, "KEY"), "theme", sent), true);
    assert.equal(found(cookies({ all: {} }, "VALUE"), "theme", sent), false);
  });

  it("treats cookies and headers that are too long as told", () => {
    const long = { headers: [["Cookie", `a=${"x".repeat(8_192)}; bad=1`]] as const };
    assert.equal(found(cookies({ all: {} }), "bad", long), false);
    assert.equal(found(cookies({ all: {} }, "ALL", "MATCH"), "none", long), true);
    const many = { headers: Array.from({ length: 201 }, (_, index) => [`x-${index}`, "v"] as const) };
    const headers = (oversizeHandling: string) => ({
      headers: [{ matchPattern: { all: {} }, matchScope: "ALL", oversizeHandling }],
    });
    assert.equal(found(headers("CONTINUE"), "x-199", many), true);
    assert.equal(found(headers("CONTINUE"), "x-200", many), false);
    assert.equal(found(headers("NO_MATCH"), "x-199", many), false);
  });

  it("looks at the order of headers", () => {
    const headers = [["Host", "a"] as const, ["User-Agent", "b"] as const, ["Accept", "c"] as const];
    const order = { headerOrders: [{ oversizeHandling: "CONTINUE" }] };
    assert.equal(found(order, "Host:User-Agent:Accept", { headers }), true);
  });

  describe("JSON bodies", () => {
    const field = (matchPattern: Json, matchScope = "ALL", more: Json = {}) => ({
      jsonBody: { matchPattern, matchScope, oversizeHandling: "CONTINUE", ...more },
    });
    const order = json({ items: [{ name: "lamp", price: 12 }], note: "fragile" });

    it("looks at keys and values anywhere", () => {
      for (const text of ["items", "name", "lamp", "12", "fragile"]) {
        assert.equal(found(field({ all: {} }), text, order), true, text);
      }
      assert.equal(found(field({ all: {} }, "KEY"), "lamp", order), false);
      assert.equal(found(field({ all: {} }, "VALUE"), "name", order), false);
    });

    it("looks at or below the pointers that it is given", () => {
      assert.equal(found(field({ includedPaths: ["/items/0/name"] }, "VALUE"), "lamp", order), true);
      assert.equal(found(field({ includedPaths: ["/items"] }, "VALUE"), "12", order), true);
      assert.equal(found(field({ includedPaths: ["/items"] }), "fragile", order), false);
      assert.equal(found(field({ includedPaths: ["/a~1b"] }, "VALUE"), "x", json({ "a/b": "x" })), true);
      assert.equal(found(field({ includedPaths: ["/__proto__"] }), "x", json({})), false);
    });

    it("treats a body that is none as told", () => {
      const broken = json('{"a": "bad');
      assert.equal(found(field({ all: {} }, "ALL", { invalidFallbackBehavior: "MATCH" }), "none", broken), true);
      assert.equal(found(field({ all: {} }, "ALL", { invalidFallbackBehavior: "NO_MATCH" }), "bad", broken), false);
      const asText = field({ all: {} }, "ALL", { invalidFallbackBehavior: "EVALUATE_AS_STRING" });
      assert.equal(found(asText, "bad", broken), true);
    });

    it("does not end on a body that is nested deeply", () => {
      const deep = json(`${"[".repeat(8_000)}"bad"${"]".repeat(8_000)}`);
      assert.equal(found(field({ all: {} }), "bad", deep), true);
    });
  });

  it("sees as much of a body as the web ACL asks for", () => {
    const body = Buffer.concat([Buffer.alloc(20_000, "a"), Buffer.from("bad")]);
    const associationConfig = { requestBodies: [{ apiGateway: { defaultSizeInspectionLimit: "KB_32" } }] };
    assert.equal(found({ body: { oversizeHandling: "CONTINUE" } }, "bad", { body }), false);
    assert.equal(
      found({ body: { oversizeHandling: "CONTINUE" } }, "bad", { body }, "NONE", { associationConfig }),
      true,
    );
  });

  const transformed: readonly [type: string, query: string, expected: string][] = [
    ["HEX_DECODE", "626164", "bad"],
    ["SQL_HEX_DECODE", "0x626164", "bad"],
    ["HTML_ENTITY_DECODE", "&lt;script&#62;&#x41;", "<script>A"],
    ["URL_DECODE_UNI", "%u0062%61d", "bad"],
    ["JS_DECODE", "\\x62\\u0061d", "bad"],
    ["CMD_LINE", "C^md;  /c", "cmd /c"],
    ["NORMALIZE_PATH_WIN", "/a\\..\\b", "/b"],
    ["BASE64_DECODE_EXT", "Y-m-F-k", "bad"],
  ];
  it("transforms a body that is one long blank at once", () => {
    const associationConfig = { requestBodies: [{ apiGateway: { defaultSizeInspectionLimit: "KB_64" } }] };
    const body = Buffer.from(" ".repeat(64 * 1024));
    const from = performance.now();
    assert.equal(found({ body: {} }, "bad", { body }, "CMD_LINE", { associationConfig }), false);
    assert.ok(performance.now() - from < 2000);
  });

  for (const [type, query, expected] of transformed) {
    it(`transforms by ${type}`, () => {
      assert.equal(found({ queryString: {} }, expected, { query }, type), true);
    });
  }
});
