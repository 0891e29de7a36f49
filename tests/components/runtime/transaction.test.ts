import assert from "node:assert/strict";
import { transact } from "../../../components/runtime/transaction";

const cancelled = (...codes: readonly string[]) =>
  Object.assign(new Error("cancelled"), { CancellationReasons: codes.map((Code) => ({ Code })) });

describe("a transaction of DynamoDB", () => {
  let waits: number[] = [];
  beforeEach(() => {
    waits = [];
  });
  const options = { random: () => 1, sleep: async (ms: number) => void waits.push(ms) };
  /** Throws these in turn, then succeeds. */
  const writing = (...errors: readonly unknown[]) => {
    const left = [...errors];
    return async () => {
      if (left.length > 0) throw left.shift();
    };
  };

  it("is written at once where nobody is in the way", async () => {
    assert.equal(await transact(writing(), options), undefined);
    assert.deepEqual(waits, []);
  });

  it("is written again while others are in the way, at growing distances", async () => {
    const conflict = cancelled("None", "TransactionConflict");
    const throttled = cancelled("ProvisionedThroughputExceeded", "ConditionalCheckFailed");
    assert.equal(await transact(writing(conflict, throttled, ...Array(6).fill(conflict)), options), undefined);
    assert.deepEqual(waits, [20, 40, 80, 160, 320, 500, 500, 500]);
  });

  it("waits for a random part of that", async () => {
    await transact(writing(cancelled("TransactionConflict")), { ...options, random: () => 0.25 });
    assert.deepEqual(waits, [5]);
  });

  it("gives up in the end, with the last error", async () => {
    const errors = Array.from({ length: 17 }, () => cancelled("TransactionConflict"));
    await assert.rejects(transact(writing(...errors), options), (error) => error === errors[15]);
    assert.deepEqual([waits.length, waits.reduce((sum, ms) => sum + ms, 0)], [15, 5620]);
  });

  it("gives up in time where each call takes long, before its function is ended", async () => {
    let now = 0;
    let calls = 0;
    const slow = async () => {
      calls += 1;
      now += 900;
      throw cancelled("ThrottlingError");
    };
    const sleep = async (ms: number) => {
      now += ms;
    };
    await assert.rejects(transact(slow, { ...options, sleep, now: () => now }), /cancelled/);
    assert.deepEqual([calls, now], [6, 6_020]);
  });

  it("is told why it is refused, and does not try again", async () => {
    const reasons = await transact(writing(cancelled("None", "ConditionalCheckFailed")), options);
    assert.deepEqual(reasons, [{ Code: "None" }, { Code: "ConditionalCheckFailed" }]);
    assert.deepEqual(waits, []);
  });

  it("throws whatever else is wrong", async () => {
    const other = new TypeError("defect");
    await assert.rejects(transact(writing(other), options), (error) => error === other);
  });
});
