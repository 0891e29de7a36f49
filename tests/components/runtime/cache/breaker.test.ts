import assert from "node:assert/strict";
import { Breaker } from "../../../../components/runtime/cache/breaker";

describe("the breaker of a cache", () => {
  let now = 0;
  let breaker: Breaker;
  beforeEach(() => {
    now = 0;
    breaker = new Breaker(() => now);
  });
  const fail = () => {
    assert.equal(breaker.allows(), true);
    breaker.failed();
  };

  it("opens after two failures in a row, and not for those between successes", () => {
    for (let round = 0; round < 5; round++) {
      fail();
      assert.equal(breaker.allows(), true);
      breaker.succeeded();
    }
    fail();
    fail();
    assert.equal(breaker.allows(), false);
  });

  it("lets one try after a pause, and all once that went well", () => {
    fail();
    fail();
    now += 700;
    assert.deepEqual([breaker.allows(), breaker.allows()], [true, false]);
    breaker.succeeded();
    assert.deepEqual([breaker.allows(), breaker.allows()], [true, true]);
  });

  it("waits longer each time, half a minute and its spread at most", () => {
    fail();
    fail();
    const pauses: number[] = [];
    for (let round = 0; round < 10; round++) {
      const since = now;
      while (!breaker.allows()) now += 50;
      pauses.push(now - since);
      breaker.failed();
    }
    assert.ok((pauses[0] ?? 0) <= 700 && (pauses[3] ?? 0) >= 2_900);
    assert.ok(Math.max(...pauses) <= 37_550);
  });
});
