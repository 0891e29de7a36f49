import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { resolved } from "serverless-tiers-local/testing";
import { type Transform, transformed } from "../../../../components/core/component/transform";

interface Args {
  name?: pulumi.Input<string>;
  size?: number;
  zones?: string[];
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  nested?: { deep?: { a?: number; b?: number } };
  policy?: pulumi.Input<string>;
}

const apply = (args: Args, transform?: Transform<Args>) => transformed(args, {}, transform)[0];

describe("a transform", () => {
  it("merges plain objects deep, and replaces anything else", () => {
    const name = pulumi.output("later");
    assert.deepEqual(
      apply(
        { size: 1, zones: ["a", "b"], tags: { team: "x", tier: "data" }, nested: { deep: { a: 1, b: 2 } } },
        { name, zones: ["c"], tags: { team: "y" }, nested: { deep: { b: 3 } } },
      ),
      { name, size: 1, zones: ["c"], tags: { team: "y", tier: "data" }, nested: { deep: { a: 1, b: 3 } } },
    );
  });

  it("replaces an output instead of merging into it, and an object by an output", () => {
    const tags = pulumi.output({ team: "x" });
    assert.deepEqual(apply({ tags }, { tags: { tier: "data" } }), { tags: { tier: "data" } });
    assert.equal(apply({ tags: { tier: "data" } }, { tags }).tags, tags);
  });

  it("says what counts, where the component would leave an input as it was made", () => {
    const ignored = (transform?: Transform<Args>) =>
      transformed<Args>({ name: "orders", size: 1 }, { ignoreChanges: ["name"] }, transform)[1].ignoreChanges;
    assert.deepEqual(ignored(), ["name"]);
    assert.deepEqual(ignored({ size: 2 }), ["name"]);
    assert.deepEqual(ignored({ name: "shop" }), []);
    assert.deepEqual(
      ignored((args, opts) => {
        args.name = "shop";
        opts.ignoreChanges = [...(opts.ignoreChanges ?? []), "size"];
      }),
      ["size"],
    );
  });

  it("leaves out what is undefined", () => {
    assert.deepEqual(apply({ size: 1 }, { size: undefined }), { size: 1 });
  });

  it("adds the statements of a policy to those of the component", async () => {
    const own = pulumi.jsonStringify({ Version: "2012-10-17", Statement: [{ Sid: "Own" }] });
    const more = JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: "More" }] });
    const single = JSON.stringify({ Version: "2012-10-17", Statement: { Sid: "Single" } });
    for (const [policy, sid] of [
      [more, "More"],
      [single, "Single"],
    ] as const) {
      const merged = apply({ policy: own }, { policy }).policy;
      assert.deepEqual(JSON.parse(await resolved(pulumi.output(merged ?? ""))), {
        Version: "2012-10-17",
        Statement: [{ Sid: "Own" }, { Sid: sid }],
      });
    }
  });

  it("refuses a policy that is not JSON at once", () => {
    assert.throws(() => apply({ policy: "{}" }, { policy: "oops" }), /transform: the policy is not JSON: oops/);
  });

  it("may be a function that returns other arguments", () => {
    assert.deepEqual(
      apply({ size: 1 }, (args) => ({ ...args, zones: ["a"] })),
      { size: 1, zones: ["a"] },
    );
  });

  it("is refused when a function returns what are no arguments", () => {
    const late = (async () => undefined) as unknown as Transform<Args>;
    assert.throws(
      () => apply({}, late),
      /^Error: transform: a function must return arguments, or nothing \(it is a Promise\)$/,
    );
  });

  it("may be a function that changes arguments and options, without touching the component's own", () => {
    const args: Args = { size: 1 };
    const opts: pulumi.CustomResourceOptions = { protect: false };
    const [changed, options] = transformed<Args>(args, opts, (given, givenOpts) => {
      given.size = 2;
      givenOpts.protect = true;
    });
    assert.deepEqual([changed, options], [{ size: 2 }, { protect: true }]);
    assert.deepEqual([args, opts], [{ size: 1 }, { protect: false }]);
  });

  it("is optional", () => {
    const args: Args = { size: 1 };
    assert.equal(apply(args), args);
  });
});
