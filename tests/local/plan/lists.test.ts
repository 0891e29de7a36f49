import assert from "node:assert/strict";
import { differenceOf } from "../../../local/plan/difference";
import { treeOf } from "../../../local/plan/tree";
import { planned, stackOf } from "./a-plan";

const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";

const files = (count: number, content: string, from = 0) =>
  Array.from({ length: count }, (_, index) =>
    planned(OBJECT, `shop-files/assets/${String(from + index).padStart(4, "0")}.js`, { content }),
  );

const nothing = { grants: [], endpoints: [], cost: { monthly: 0 } } as never;

describe("a list of resources in a plan", () => {
  it("is one branch with its number, beside what is no item of it", () => {
    const stack = planned("pulumi:pulumi:Stack", "stack", {});
    const below = [...files(2_000, "a"), planned(OBJECT, "shop-manifest", {})].map((one) => ({
      ...one,
      parent: stack.urn,
    }));
    const all = stackOf({ ...stack, parent: undefined }, ...below);
    assert.deepEqual(
      treeOf(all).map(({ name, count }) => [name, count]),
      [
        ["shop-files/…", 2_000],
        ["shop-manifest", undefined],
      ],
    );
  });

  it("is named item by item while few change, and by their number when many do", () => {
    const difference = (before: ReturnType<typeof files>, after: ReturnType<typeof files>) =>
      differenceOf({ stack: stackOf(...before), summary: nothing }, { stack: stackOf(...after), summary: nothing });
    assert.deepEqual(difference(files(5, "a"), files(7, "a")).added, [
      "object shop-files/assets/0005.js",
      "object shop-files/assets/0006.js",
    ]);
    const rebuilt = difference(files(1_500, "a"), files(1_500, "b", 20));
    assert.deepEqual(rebuilt.added, ["20 objects shop-files/…"]);
    assert.deepEqual(rebuilt.removed, ["20 objects shop-files/…"]);
    assert.deepEqual(rebuilt.changed, [{ resource: "1,480 objects shop-files/…", changes: [] }]);
  });
});
