import assert from "node:assert/strict";
import { backOffMs } from "../../../sites/box-office/src/back-off";

describe("the waits for a connection", () => {
  const waits = (random: number) => [0, 1, 2, 3, 4, 5, 6, 2_000].map((attempt) => backOffMs(attempt, () => random));

  it("double up to half a minute, and differ by half", () => {
    assert.deepEqual(waits(1), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    assert.deepEqual(waits(0), [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  });
});
