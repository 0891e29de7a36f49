import assert from "node:assert/strict";
import { HeaderList } from "../../../../../local/services/apigateway/http/header-list";
import { readPolicies } from "../../../../../local/services/cloudfront/distribution/read-policies";
import { errorSeconds, freshSeconds, staleUntil } from "../../../../../local/services/cloudfront/edge/freshness";

const NOW = Date.parse("2026-11-30T12:00:00Z");
const headers = (cacheControl?: string, expires?: string) =>
  new HeaderList([
    ...(cacheControl === undefined ? [] : [["Cache-Control", cacheControl] as const]),
    ...(expires === undefined ? [] : [["Expires", expires] as const]),
  ]);
const settings = (minTtl: number, defaultTtl: number, maxTtl: number) =>
  readPolicies({ minTtl, defaultTtl, maxTtl }).cache;

describe("how long an object is fresh", () => {
  for (const [asked, ttl, seconds] of [
    [headers(), [0, 60, 100], 60],
    [headers(), [90, 60, 100], 90],
    [headers("public"), [0, 60, 100], 60],
    [headers("max-age=30"), [0, 60, 100], 30],
    [headers("max-age=30"), [40, 60, 100], 40],
    [headers("max-age=300"), [0, 60, 100], 100],
    [headers('max-age="30"'), [0, 60, 100], 30],
    [headers("max-age=30, s-maxage=5"), [0, 60, 100], 5],
    [headers("no-store"), [0, 60, 100], 0],
    [headers("private, max-age=30"), [7, 60, 100], 7],
    [headers(undefined, "Mon, 30 Nov 2026 12:00:20 GMT"), [0, 60, 100], 20],
    [headers("max-age=30", "Mon, 30 Nov 2026 12:00:20 GMT"), [0, 60, 100], 30],
    [headers(undefined, "0"), [0, 60, 100], 0],
    [headers("max-age=30"), [0, 0, 0], 0],
  ] as const) {
    it(`${JSON.stringify(asked.entries())} with the TTLs ${ttl}: ${seconds} s`, () => {
      const [min, preset, max] = ttl;
      assert.equal(freshSeconds(asked, settings(min, preset, max), NOW), seconds);
    });
  }

  it("goes on while the origin fails, unless the origin says how long", () => {
    const until = (text: string) => staleUntil(headers(text), 1_000);
    assert.deepEqual(until("max-age=1"), { whileRevalidate: 1_000, ifError: Number.POSITIVE_INFINITY });
    assert.deepEqual(until("stale-while-revalidate=5, stale-if-error=9"), { whileRevalidate: 6_000, ifError: 10_000 });
    assert.equal(until("stale-if-error=0").ifError, 0);
  });
});

describe("how long an error is cached", () => {
  for (const [status, cacheControl, configured, seconds] of [
    [404, undefined, undefined, 10],
    [404, "no-store", undefined, 0],
    [503, "no-store", undefined, 10],
    [503, "max-age=90", undefined, 60],
    [404, "max-age=3", undefined, 10],
    [404, undefined, 2, 2],
    [403, undefined, undefined, 0],
    [403, "max-age=20", undefined, 20],
    [403, undefined, 5, 5],
    [401, "max-age=20", undefined, 0],
    [416, "max-age=20", 5, 0],
  ] as const) {
    it(`${status} with ${cacheControl}, configured ${configured}: ${seconds} s`, () => {
      const rules = { configured, preset: 10, now: NOW };
      assert.equal(errorSeconds(status, headers(cacheControl), settings(0, 0, 60), rules), seconds);
    });
  }
});
