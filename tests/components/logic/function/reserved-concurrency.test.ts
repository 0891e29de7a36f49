import assert from "node:assert/strict";
import type { Link } from "../../../../components/core/rights/link";
import { reserveConnections, reservedConcurrency } from "../../../../components/logic/function/reserved-concurrency";

const link = (maxConnections: number, most?: number, description = "database venues"): Link => ({
  description,
  grants: [],
  environment: () => ({}),
  connections: { of: { description, maxConnections }, ...(most !== undefined && { most }) },
});

describe("the instances that a function has reserved", () => {
  it("are as many as its links may hold connections, or fewer", () => {
    assert.equal(reservedConcurrency("f", undefined, { a: link(100, 20), b: link(100, 5) }), 5);
    assert.equal(reservedConcurrency("f", 3, { a: link(100, 20) }), 3);
    assert.equal(reservedConcurrency("f", undefined, { a: link(100) }), undefined);
    assert.equal(reservedConcurrency("f", 7, {}), 7);
  });

  it("are none where an account reserves none", () => {
    assert.equal(reservedConcurrency("f", "none", { a: link(100, 20) }), undefined);
  });

  it("are no more than a link may hold", () => {
    assert.throws(() => reservedConcurrency("f", 21, { venues: link(100, 20) }), {
      name: "ArgsError",
      message:
        "f: reservedConcurrency must be at most 20 (it is 21), the connections that links.venues may hold; lower it or raise that",
    });
  });

  it("are no more than a database has connections for, all functions together", () => {
    const venues = link(100, 30);
    reserveConnections("f", 30, [venues]);
    assert.equal(reservedConcurrency("f", 30, { venues }), 30);
    assert.equal(reservedConcurrency("g", 20, { venues }), 20);
    assert.throws(() => reservedConcurrency("g", 21, { venues }), {
      name: "ArgsError",
      message:
        "g: links.venues must hold at most 20 connections (it may hold 21): database venues takes 100, twice what functions may hold, and of these 50 function f has 30",
    });
  });
});
