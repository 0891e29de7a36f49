import assert from "node:assert/strict";
import { normalized, pathPattern } from "../../../../../local/services/cloudfront/distribution/path-pattern";

describe("the path by which a behavior is chosen", () => {
  for (const [sent, plain] of [
    ["/a/b", "/a/b"],
    ["/a/b/..", "/a/"],
    ["/a/./b/", "/a/b/"],
    ["//a///b", "/a/b"],
    ["/../../etc", "/etc"],
    ["/%61pi/x", "/api/x"],
    ["/a%2Fb", "/a%2Fb"],
    ["/api/%2e%2e/admin", "/admin"],
    ["/", "/"],
  ] as const) {
    it(`${sent} counts as ${plain}`, () => assert.equal(normalized(sent), plain));
  }

  it("fits patterns with and without a slash, in steps that grow with their lengths alone", () => {
    assert.ok(pathPattern("api/*")("/api/") && !pathPattern("api/*")("/api"));
    assert.ok(pathPattern("*.js")("/a/b.js") && pathPattern("*")("/"));
    const began = performance.now();
    assert.ok(!pathPattern(`${"*a".repeat(100)}b`)(`/${"a".repeat(5_000)}`));
    assert.ok(performance.now() - began < 2_000);
  });
});
