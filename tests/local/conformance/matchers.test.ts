import assert from "node:assert/strict";
import { difference, subset } from "../../../local/conformance/matchers";

describe("conformance: matchers", () => {
  it("compares whole values and names the first difference", () => {
    assert.equal(difference({ a: [1, { b: null }] }, { a: [1, { b: null }] }, "body"), undefined);
    assert.equal(difference({ a: 1 }, { a: "1" }, "body"), 'body.a should be 1 and is "1"');
    assert.equal(difference({ a: 1 }, { a: 1, b: 2 }, "body"), "body.b is there, and should not: 2");
    assert.equal(difference([1, 2], [2, 1], "body"), "body[0] should be 1 and is 2");
    assert.equal(difference({}, [], "body"), "body should be {} and is []");
  });

  it("takes each matcher for what it says", () => {
    const fits = (expected: Parameters<typeof difference>[0], actual: unknown) =>
      difference(expected, actual, "x") === undefined;
    assert.ok(fits({ $any: true }, null) && !fits({ $any: true }, undefined));
    assert.ok(fits({ $type: "array" }, []) && !fits({ $type: "object" }, []) && fits({ $type: "null" }, null));
    assert.ok(fits({ $regex: "^a.c$" }, "abc") && !fits({ $regex: "^a.c$" }, 1));
    assert.ok(fits({ $subset: { a: 1 } }, { a: 1, b: 2 }) && !fits({ $subset: { a: 1 } }, { b: 2 }));
    assert.ok(fits({ $json: { a: 1 } }, '{"a": 1}') && !fits({ $json: {} }, "{"));
    assert.ok(fits({ $unordered: [1, 2, 2] }, [2, 1, 2]) && !fits({ $unordered: [1, 2, 2] }, [1, 1, 2]));
  });

  it("looks for absent keys in subsets, and does not take a missing one for null", () => {
    assert.equal(subset({ a: { $absent: true } }, { b: 1 }, "x"), undefined);
    assert.equal(subset({ a: { $absent: true } }, { a: null }, "x"), "x.a should be absent and is null");
    assert.equal(subset({ a: null }, {}, "x"), "x.a is missing");
  });

  it("treats an object with an unknown $key as a value", () => {
    assert.equal(difference({ $ref: "a" }, { $ref: "a" }, "x"), undefined);
  });
});
