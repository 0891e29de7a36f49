import assert from "node:assert/strict";
import * as fc from "fast-check";
import { difference, equal } from "../../../../local/engine/values/diff";
import { parsePath, withIgnored } from "../../../../local/engine/values/property-path";

const RULES = { replaceOn: ["name"], replaceOnChanges: [], updatable: true };

describe("the difference of inputs", () => {
  it("is none for equal JSON, whatever the order of keys, and for absent against undefined", () => {
    assert.deepEqual(difference({ a: { b: 1, c: [1] }, d: undefined }, { a: { c: [1], b: 1 } }, RULES), {
      kind: "same",
    });
  });

  it("is an update that names the changed properties", () => {
    const olds = { a: 1, b: { x: 1 }, gone: true, name: "n" };
    assert.deepEqual(difference(olds, { a: 1, b: { x: 2 }, name: "n", added: 0 }, RULES), {
      kind: "update",
      changed: ["added", "b", "gone"],
    });
  });

  it("is a replacement because of what never changes in place", () => {
    assert.deepEqual(difference({ name: "a", x: 1 }, { name: "b", x: 2 }, RULES), {
      kind: "replace",
      changed: ["name", "x"],
      because: ["name"],
    });
  });

  it("is a replacement for every change of a type without update", () => {
    assert.deepEqual(difference({ x: 1 }, { x: 2 }, { ...RULES, updatable: false }), {
      kind: "replace",
      changed: ["x"],
      because: ["x"],
    });
  });

  for (const [path, kind] of [
    ["x", "replace"],
    ["x.y", "replace"],
    ["x[0]", "update"],
    ["x.z", "update"],
    ["*", "replace"],
    ["other", "update"],
  ] as const) {
    it(`is a ${kind} when x.y changed and replaceOnChanges holds ${path}`, () => {
      const rules = { ...RULES, replaceOnChanges: [path] };
      assert.equal(difference({ x: { y: 1, z: 1 } }, { x: { y: 2, z: 1 } }, rules).kind, kind);
    });
  }

  it("agrees with JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        assert.equal(equal(a, structuredClone(a)), true);
        if (equal(a, b)) assert.equal(equal(b, a), true);
        else assert.notDeepEqual(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b)));
      }),
    );
  });
});

describe("paths of properties", () => {
  for (const [path, parts] of [
    ["engineVersion", ["engineVersion"]],
    ["tags.owner", ["tags", "owner"]],
    ["rules[0].port", ["rules", "0", "port"]],
    ['tags["a.b"]', ["tags", "a.b"]],
    ['tags["say \\"x\\""]', ["tags", 'say "x"']],
    ["rules[*].port", ["rules", "*", "port"]],
  ] as const) {
    it(`reads ${path}`, () => assert.deepEqual(parsePath(path), parts));
  }

  it("keep what is ignored as it was: changed, added, removed, in lists", () => {
    const olds = {
      a: 1,
      tags: { x: "1" },
      list: [
        { p: 1, q: 1 },
        { p: 2, q: 2 },
      ],
    };
    const news = {
      a: 2,
      tags: { x: "2", y: "2" },
      added: 1,
      list: [
        { p: 9, q: 9 },
        { p: 9, q: 9 },
      ],
    };
    assert.deepEqual(withIgnored(news, olds, ["a", "tags.y", "added", "list[*].p"]), {
      a: 1,
      tags: { x: "2" },
      list: [
        { p: 1, q: 9 },
        { p: 2, q: 9 },
      ],
    });
    assert.deepEqual(news.list[0], { p: 9, q: 9 }, "the program's own inputs stay as they are");
  });

  it("bring back what the program no longer gives", () => {
    assert.deepEqual(withIgnored({}, { a: 1 }, ["a"]), { a: 1 });
  });
});
