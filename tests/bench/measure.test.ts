import assert from "node:assert/strict";
import { withBareServer } from "../../bench/bare-server";
import { type Measurement, measure, ROUNDS } from "../../bench/measure";

/** Windows with these rates one after another, then the last for ever. */
const windows = (...rates: number[]): Measurement & { made: number } => {
  const next = async () => {
    const requestsPerSecond = rates[Math.min(next.made++, rates.length - 1)] ?? Number.NaN;
    return { requestsPerSecond, p99: requestsPerSecond / 10 };
  };
  next.made = 0;
  return next;
};

describe("bench: measuring a rate", () => {
  it("counts what comes after the rate has settled", async () => {
    const work = windows(10, 50, 90, 92, 100, 80, 90, 110, 120);
    const rate = await measure(work, windows(200));
    assert.deepEqual(rate, { requestsPerSecond: 100, p99: 10, spread: 0.4, share: 0.5 });
    assert.equal(work.made, 4 + ROUNDS);
  });

  it("does not wait for ever for what never settles", async () => {
    const work = windows(...Array.from({ length: 40 }, (_, n) => 2 ** n));
    await measure(work, windows(1));
    assert.equal(work.made, 8 + ROUNDS);
  });

  it("compares with a server that does nothing but answer", async () => {
    const answer = await withBareServer(async (url) => {
      const response = await fetch(url, { method: "POST", body: "order" });
      return { status: response.status, json: await response.json() };
    });
    assert.deepEqual(answer, { status: 200, json: { bare: true } });
  });
});
