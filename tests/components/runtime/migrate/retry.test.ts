import assert from "node:assert/strict";
import { retry } from "../../../../components/runtime/migrate/retry";

/** A clock that only moves when somebody sleeps. */
const clock = () => {
  let time = 0;
  return {
    now: () => time,
    sleep: async (ms: number) => {
      time += ms;
    },
  };
};

describe("retry", () => {
  it("returns the first success and reports each failure before it", async () => {
    const failures: string[] = [];
    let attempts = 0;
    const action = async () => {
      attempts += 1;
      if (attempts < 4) throw new Error(`attempt ${attempts}`);
      return attempts;
    };
    const result = await retry(action, { forMs: 10_000, everyMs: 2_000, ...clock() }, (error) =>
      failures.push(String(error)),
    );
    assert.equal(result, 4);
    assert.deepEqual(failures, ["Error: attempt 1", "Error: attempt 2", "Error: attempt 3"]);
  });

  it("throws the last error when the time is over", async () => {
    let attempts = 0;
    const action = async () => {
      attempts += 1;
      throw new Error(`attempt ${attempts}`);
    };
    const over = retry(action, { forMs: 6_000, everyMs: 2_000, ...clock() }, () => {});
    await assert.rejects(over, { message: "attempt 4" });
  });
});
