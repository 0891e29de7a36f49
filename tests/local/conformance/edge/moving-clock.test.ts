import assert from "node:assert/strict";
import { MovingClock } from "../../../../local/conformance/edge/moving-clock";

describe("a clock that a case moves", () => {
  it("calls what falls due on the way, in order, and what that sets", async () => {
    const clock = new MovingClock();
    const called: string[] = [];
    clock.after(20_000, () => called.push("later"));
    clock.after(10_000, () => {
      called.push("first");
      clock.after(5_000, () => called.push("set on the way"));
    });
    clock.after(40_000, () => called.push("too late"));
    const cancel = clock.after(1_000, () => called.push("cancelled"));
    cancel();
    const before = clock.now();
    await clock.advance(30_000);
    assert.deepEqual(called, ["first", "set on the way", "later"]);
    assert.ok(clock.now() - before >= 30_000 && clock.now() - before < 31_000);
  });
});
