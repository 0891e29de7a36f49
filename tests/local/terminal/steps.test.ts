import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { Steps } from "../../../local/terminal/steps";

const told = async (steps: (steps: Steps) => Promise<unknown>): Promise<string[]> => {
  const lines: string[] = [];
  await steps(new Steps((line) => lines.push(line.replace(/\d+\.\d s/, "N s")))).catch(() => {});
  return lines;
};

describe("steps", () => {
  it("are told while they take over a second, and then how long they took", async () => {
    const fast = told((steps) => steps.during("starting iam", () => setTimeout(100)));
    const slow = told((steps) => steps.during("starting rds", () => setTimeout(1100)));
    const failing = told((steps) => steps.during("ending rds", () => setTimeout(1100).then(() => assert.fail())));
    assert.deepEqual(await fast, []);
    assert.deepEqual(await slow, ["starting rds …", "starting rds took N s"]);
    assert.deepEqual(await failing, ["ending rds …", "ending rds took N s"]);
  });

  it("are told at the latest at their end, when this process was too busy to tell", async () => {
    const busy = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1100);
    assert.deepEqual(await told((steps) => steps.during("loading", busy)), ["loading took N s"]);
  });

  it("leave the end to others where that is told anyway", async () => {
    const lines = await told(async (steps) => {
      const end = steps.wait("rds Cluster orders");
      await setTimeout(1100);
      end();
      steps.wait("sqs Queue orders")();
      await setTimeout(1100);
    });
    assert.deepEqual(lines, ["rds Cluster orders …"]);
  });
});
