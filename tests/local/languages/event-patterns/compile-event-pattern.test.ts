import assert from "node:assert/strict";
import { compileEventPattern } from "../../../../local/languages/event-patterns/compile-event-pattern";
import { PatternError } from "../../../../local/languages/event-patterns/pattern-error";

const fits = (pattern: unknown, event: object) =>
  compileEventPattern(typeof pattern === "string" ? pattern : JSON.stringify(pattern)).fits(event);

// fidelity: observed: each of them also against event-ruler, by bench/event-patterns
describe("event patterns", () => {
  const MATCHES: readonly (readonly [pattern: unknown, event: object, expected: boolean])[] = [
    [{ a: ["x", { prefix: "y" }] }, { a: "yes" }, true],
    [{ a: { b: [1] } }, { a: { b: 1.0 } }, true],
    [{ a: { b: [1] } }, { a: { b: "1" } }, false],
    [{ "a.b": ["x"] }, { a: { b: "x" } }, true],
    [{ a: { b: ["x"] } }, { "a.b": "x" }, true],
    [{ a: ["10.0.0.1"] }, { a: "10.0.0.01" }, true],
    [{ a: ["::1"] }, { a: "0:0:0:0:0:0:0:1" }, true],
    [{ a: [{ cidr: "::/120" }] }, { a: "::ff" }, true],
    [{ a: [{ cidr: "10.0.0.0/31" }] }, { a: "10.0.0.2" }, false],
    [{ a: [{ numeric: [">", 0, "<=", 5] }] }, { a: 5 }, true],
    [{ a: [{ numeric: [">", 0, "<=", 5] }] }, { a: "5" }, false],
    [{ a: [{ "equals-ignore-case": "Éa" }] }, { a: "éA" }, true],
    [{ a: [{ suffix: { "equals-ignore-case": ".PNG" } }] }, { a: "x.png" }, true],
    [{ a: [{ wildcard: "a*c\\*" }] }, { a: "abbc*" }, true],
    [{ a: [{ wildcard: "a*c\\*" }] }, { a: "abbcd" }, false],
    [{ a: [{ "anything-but": [1, 2] }] }, { a: "1" }, true],
    [{ a: [{ "anything-but": { wildcard: ["*x", "y*"] } }] }, { a: "ay" }, true],
    [{ a: [{ exists: false }] }, { a: { b: 1 } }, true],
    [{ a: [{ exists: true }] }, { a: [] }, false],
    [{ $or: [{ a: [1] }, { b: [2] }], c: [3] }, { b: 2, c: 3 }, true],
    // Not in two elements of one array.
    [{ a: { x: [1], y: [2] } }, { a: [{ x: 1 }, { y: 2 }] }, false],
    [{ a: { x: [1], y: [2] } }, { a: [{ x: 1 }, { x: 1, y: 2 }] }, true],
    [{ a: { x: [1], y: [{ exists: false }] } }, { a: [{ x: 1 }, { y: 2 }] }, true],
    // Of a key that is there twice the last counts, by its path.
    ['{"a":{"b":[1]},"a":{"c":[2]}}', { a: { c: 2 } }, false],
    ['{"a":{"b":[1]},"a":{"b":[2]}}', { a: { b: 2 } }, true],
  ];
  it("take an object for a field that is there where a service has it so", () => {
    const pattern = compileEventPattern('{"a":[{"exists":false}]}', { objectsExist: true });
    assert.deepEqual([{ a: { b: 1 } }, { a: 1 }, { ab: 1 }].map(pattern.fits), [false, false, true]);
  });

  for (const [pattern, event, expected] of MATCHES) {
    const text = typeof pattern === "string" ? pattern : JSON.stringify(pattern);
    it(`${text} ${expected ? "fits" : "does not fit"} ${JSON.stringify(event)}`, () =>
      assert.equal(fits(pattern, event), expected));
  }

  const REFUSED: readonly (readonly [pattern: unknown, reason: string])[] = [
    ["[]", "Filter is not an object"],
    [{}, "Empty objects are not allowed"],
    [{ a: {} }, "Empty objects are not allowed"],
    [{ a: [] }, "Empty arrays are not allowed"],
    [{ a: "x" }, '"a" must be an object or an array'],
    [{ a: [["x"]] }, "Match value must be String, number, true, false, or null"],
    [{ a: [{}] }, "Match expression name not found"],
    [{ a: [{ glob: "x" }] }, "Unrecognized match type glob"],
    [{ a: [{ toString: "x" }] }, "Unrecognized match type toString"],
    [{ a: [{ prefix: "x", suffix: "y" }] }, "Only one key allowed in match expression"],
    [{ a: [{ wildcard: "**" }] }, "Consecutive wildcard characters at pos 1"],
    [{ a: [{ wildcard: "\\x" }] }, "Invalid escape character at pos 1"],
    [{ a: [{ numeric: ["<", 5, ">", 1] }] }, "Too many elements in numeric expression"],
    [{ a: [{ numeric: [">", 5, "<", 5] }] }, "Bottom must be less than top"],
    ['{"a":[{"numeric":["=",12345678901234567]}]}', "Cannot compare number : 12345678901234567"],
    [{ a: [{ cidr: "10.0.0.0" }] }, "Malformed CIDR, one '/' required"],
    [{ a: [{ cidr: "10.0.0.0/32" }] }, "IPv4 mask bits must be < 32"],
    [
      { a: [{ "anything-but": [1, "x"] }] },
      "Inside anything but list, either all values are number or string, mixed type is not supported",
    ],
    [{ $or: [{ a: [1] }] }, "There must have at least 2 Objects in $or relationship."],
    [{ $or: [{ a: [1] }, { prefix: ["x"] }] }, "prefix is Ruler reserved fieldName which cannot be used inside $or."],
  ];
  for (const [pattern, reason] of REFUSED) {
    const text = typeof pattern === "string" ? pattern : JSON.stringify(pattern);
    it(`${text} is none: ${reason}`, () => assert.throws(() => fits(text, {}), new PatternError(reason)));
  }

  it("is refused, not run, when it nests too deep or multiplies too much", () => {
    assert.throws(() => fits(`${'{"a":'.repeat(5_000)}[1]${"}".repeat(5_000)}`, {}), PatternError);
    const or = { $or: Array.from({ length: 10 }, (_, n) => ({ [`k${n}`]: [n] })) };
    const nested = `{${Array.from({ length: 6 }, () => JSON.stringify(or).slice(1, -1)).join(",")}}`;
    assert.throws(() => fits(nested, {}), PatternError);
  });

  it("ends soon for large arrays", () => {
    const keys = ["a", "b", "c", "d", "e", "f"];
    const items = Array.from({ length: 300 }, () => Object.fromEntries(keys.map((key) => [key, 1])));
    const lists = Object.fromEntries(keys.map((key) => [key, items]));
    const begin = Date.now();
    assert.equal(fits(Object.fromEntries(keys.map((key) => [key, { [key]: [1], z: [2] }])), lists), false);
    assert.equal(fits({ ...Object.fromEntries(keys.map((key) => [key, { [key]: [1] }])), z: [2] }, lists), false);
    assert.ok(Date.now() - begin < 2_000);
  });
});
