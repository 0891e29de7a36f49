import assert from "node:assert/strict";
import { StackOrder } from "../../../../local/engine/stacks/stack-order";

describe("the order of stacks", () => {
  /** What each reads, in the order in which it asks. */
  const ordered = (reads: Readonly<Record<string, readonly string[]>>) => {
    const made: string[] = [];
    const order = new StackOrder<string>(async (name, read) => {
      await Promise.all((reads[name] ?? []).map(read));
      made.push(name);
      return name;
    });
    return { order, made };
  };

  it("has what is read before whoever reads it, each once", async () => {
    const { order, made } = ordered({ app: ["left", "right"], left: ["base"], right: ["base", "left"] });
    assert.equal(await order.made("app"), "app");
    await order.made("base");
    assert.deepEqual(made, ["base", "left", "right", "app"]);
    assert.deepEqual(order.readBy("right"), ["base", "left"]);
  });

  for (const [what, reads, message] of [
    [
      "of one",
      { app: ["app"] },
      /^app reads its own outputs, which are there once it is deployed: use the value itself$/,
    ],
    ["of two", { app: ["base"], base: ["app"] }, /^base reads app reads base: neither can be deployed first; /],
    [
      "of two that a third one waits for at once",
      { app: ["left", "right"], left: ["right"], right: ["left"] },
      /^(left reads right reads left|right reads left reads right): neither can be deployed first; /,
    ],
    ["of three", { a: ["b"], b: ["c"], c: ["a"] }, /^c reads a reads b reads c: neither/],
  ] as const) {
    it(`refuses a circle ${what}`, async () => {
      const { order, made } = ordered(reads);
      await assert.rejects(order.made(Object.keys(reads)[0] ?? ""), { name: "SetupError", message });
      assert.deepEqual(made, []);
    });
  }
});
