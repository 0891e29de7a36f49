import assert from "node:assert/strict";
import { parseRegExpLiteral } from "@eslint-community/regexpp";
import * as fc from "fast-check";
import { longestWithin } from "../../../../local/languages/patterns/backtracking";
import { compilePattern } from "../../../../local/languages/patterns/compile-pattern";
import { LinearEngine } from "../../../../local/languages/patterns/linear-engine";
import { PatternExcess } from "../../../../local/languages/patterns/pattern-excess";

/** Letters of either case, digits, blanks, ends of lines, halves of pairs, and what folds to ASCII. */
const CHARACTERS = [..."abkSs1_- \n\r\u2028é😀"].flatMap((each) =>
  each === "😀" ? ["\ud83d", "\ude00", each] : [each],
);
const texts = fc.string({ unit: fc.constantFrom(...CHARACTERS, "\u212a", "ſ"), maxLength: 8 });

const ATOMS = [
  "a",
  "b",
  "k",
  "S",
  "1",
  ".",
  "[ab]",
  "[^a]",
  "[a-s]",
  "\\d",
  "\\D",
  "\\w",
  "\\W",
  "\\s",
  "é",
  "[\\s\\S]",
  "[]",
];
const QUANTIFIERS = ["", "*", "+", "?", "{2}", "{1,3}", "{0,2}?", "*?", "+?"];

const { pattern: patterns } = fc.letrec<{ pattern: string; sequence: string; part: string; group: string }>((tie) => ({
  pattern: fc.oneof(
    tie("sequence"),
    fc.tuple(tie("sequence"), tie("sequence")).map((each) => each.join("|")),
  ),
  sequence: fc.array(tie("part"), { maxLength: 4 }).map((parts) => parts.join("")),
  part: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.tuple(fc.constantFrom(...ATOMS), fc.constantFrom(...QUANTIFIERS)).map((each) => each.join("")),
    fc.constantFrom("^", "$", "\\b", "\\B"),
    fc.tuple(tie("group"), fc.constantFrom(...QUANTIFIERS)).map((each) => each.join("")),
  ),
  group: fc.tuple(fc.constantFrom("(", "(?:"), tie("pattern")).map(([open, inner]) => `${open}${inner})`),
}));

const linear = (expression: RegExp): LinearEngine | undefined => LinearEngine.of(parseRegExpLiteral(expression));

const RUNS = { numRuns: 2000 };

/** None of them would end by itself; a machine that is busy with others must not fail here. */
const SOON_MS = 5000;

describe("patterns of somebody else", () => {
  for (const flags of ["", "s", "i", "v", "sv"]) {
    it(`find the same in linear time as in JavaScript's engine, with the flags "${flags}"`, () => {
      const check = (pattern: string, text: string): void => {
        const expression = new RegExp(pattern, flags);
        // V8 takes the middle of a pair for a place.
        fc.pre(!flags.includes("v") || !pattern.includes("\\B"));
        fc.pre(longestWithin(parseRegExpLiteral(expression), () => 1e8) >= text.length);
        const engine = linear(expression);
        if (!engine) return;
        assert.equal(engine.test(text), expression.test(text));
        if (!engine.findsSamePlaces(text)) return;
        const all = [...text.matchAll(new RegExp(pattern, `${flags}g`))];
        assert.deepEqual(
          engine.matchAll(text).map((match) => [match.index, ...match]),
          all.map((match) => [match.index, ...match]),
        );
      };
      fc.assert(fc.property(patterns, texts, check), RUNS);
    }).timeout(30_000);
  }

  it("fold letters under the flags i and v as JavaScript does", () => {
    for (const pattern of ["k", "s", "[^k]", "[^s]", "[a-z]", "\\d", "[[j-l]&&[k-s]]"]) {
      for (const text of ["k", "K", "\u212a", "s", "S", "ſ", "1", "é"]) {
        const expression = new RegExp(`^${pattern}$`, "iv");
        assert.equal(linear(expression)?.test(text), expression.test(text), `${pattern} ${text}`);
      }
    }
  });

  it("have no linear form with what depends on more than a place", () => {
    for (const pattern of ["(a)\\1", "(?=a)", "(?<!a)b", "a{1001}"])
      assert.equal(linear(new RegExp(pattern)), undefined);
  });

  for (const [pattern, text] of [
    ["^(a+)+$", `${"a".repeat(44)}!`],
    ["(a|aa)+$", `${"a".repeat(10_000)}!`],
    ["(.*)*x", "a".repeat(10_000)],
    ["^([a-z]+\\.?)+@", "a".repeat(10_000)],
    ["a*a*a*a*a*b", "a".repeat(10_000)],
  ] as const) {
    it(`answer for ${pattern} soon`, () => {
      const from = performance.now();
      assert.equal(compilePattern(pattern).test(text), false);
      assert.ok(performance.now() - from < SOON_MS);
    });
  }

  it("end what only backtracking can do, and name it", () => {
    const pattern = compilePattern("^(?=(a+)+$)a");
    const from = performance.now();
    assert.throws(
      () => pattern.test(`${"a".repeat(44)}!`),
      (error) => {
        return error instanceof PatternExcess && error.message.includes('"^(?=(a+)+$)a"');
      },
    );
    assert.ok(performance.now() - from < SOON_MS);
  });

  it("share one limit until the event loop goes on", async () => {
    const pattern = compilePattern("^(?=(a+)+$)a");
    const hostile = `${"a".repeat(44)}!`;
    await new Promise(setImmediate);
    const from = performance.now();
    for (let n = 0; n < 20; n++) assert.throws(() => pattern.test(hostile), PatternExcess);
    assert.ok(performance.now() - from < SOON_MS);
    await new Promise(setImmediate);
    assert.equal(pattern.test("a".repeat(20)), true);
  });

  it("answer what is honest with a lookaround", () => {
    const password = compilePattern("^(?=.*[A-Z])(?=.*\\d).{8,64}$");
    assert.equal(password.test("Password1"), true);
    assert.equal(password.test("password1"), false);
    assert.equal(password.test("a".repeat(100_000)), false);
  });

  it("answer after an interruption as before", async () => {
    const pattern = compilePattern("(a|b)*c(?=(a|aa)+$)");
    await new Promise(setImmediate);
    assert.throws(() => pattern.test(`c${"a".repeat(60)}!`), PatternExcess);
    await new Promise(setImmediate);
    assert.deepEqual(
      pattern.matchAll("abcaa").map(([match]) => match),
      ["abc"],
    );
  });

  it("are refused when they are none", () => assert.throws(() => compilePattern("("), SyntaxError));
});
