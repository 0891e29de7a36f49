import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { registered } from "serverless-tiers-local/testing";
import { shown } from "../../../../components/core/args/shown";
import { Queue } from "../../../../components/messaging/queue/queue";

describe("a value in a message", () => {
  it("is short, and said whatever it is", async () => {
    const circular: Record<string, unknown> = { name: "x" };
    circular.self = circular;
    const cases: readonly (readonly [value: unknown, text: string])[] = [
      [undefined, "not set"],
      [null, "null"],
      [Number.NaN, "NaN"],
      [5n, "5"],
      ["5", '"5"'],
      [["a"], '["a"]'],
      [{ url: pulumi.output("x") }, '{"url":"an Output"}'],
      [pulumi.output("x"), "an Output, which is only known once it is deployed"],
      [Promise.resolve(), "a Promise"],
      [Queue, "the class Queue"],
      [shown, "the function shown"],
      [circular, "an object of name, self"],
      ["x".repeat(200), `"${"x".repeat(99)}…`],
    ];
    for (const [value, text] of cases) assert.equal(shown(value), text);
    await registered(() => assert.equal(shown(new Queue("jobs")), "a Queue"));
  });
});
