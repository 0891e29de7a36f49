import assert from "node:assert/strict";
import { Turns } from "../../../../local/services/lambda/turns";

describe("turns", () => {
  it("lets so many of a key at a time, the others in their order, and those of another key at once", async () => {
    const turns = new Turns(2);
    const ends: (() => void)[] = [];
    const begun: string[] = [];
    const take = (key: string, name: string, fails = false) =>
      turns.take(key, async () => {
        begun.push(name);
        await new Promise<void>((resolve) => ends.push(resolve));
        if (fails) throw new Error(name);
        return name;
      });
    const all = [take("a", "a1", true), take("a", "a2"), take("a", "a3"), take("a", "a4"), take("b", "b1")];
    const failed = assert.rejects(all[0] ?? assert.fail(), { message: "a1" });
    await new Promise(setImmediate);
    assert.deepEqual(begun, ["a1", "a2", "b1"]);
    ends[0]?.();
    await failed;
    await new Promise(setImmediate);
    assert.deepEqual(begun, ["a1", "a2", "b1", "a3"]);
    for (let at = 1; at < 5; at++) {
      ends[at]?.();
      await new Promise(setImmediate);
    }
    assert.deepEqual(await Promise.all(all.slice(1)), ["a2", "a3", "a4", "b1"]);
  });
});
