import assert from "node:assert/strict";
import fc from "fast-check";
import { ExpressionError } from "../../../../../local/languages/expression-error";
import { render } from "./render";
import { wellFormed } from "./template-grammar";

/** `VTL_FUZZ=1000000` for the long run. */
const RUNS = Number(process.env.VTL_FUZZ ?? 3000);
/** No rendering of a short template takes this long on a busy machine. */
const TOO_LONG_MS = 3000;

const PIECES = [
  ..."$!{}()[]#.,:\"'\\ \n-+*/%<>=&|0123456789abz",
  "#set(",
  "#if(",
  "#elseif(",
  "#else",
  "#end",
  "#foreach(",
  "$i in ",
  "#define(",
  "#macro(",
  "#break",
  "#stop",
  "#[[",
  "]]#",
  "#*",
  "*#",
  "##",
  "#literal()",
  "#evaluate(",
  "$input",
  '$input.path("$',
  "$input.json('$.",
  "$util.",
  "parseJson(",
  "urlEncode(",
  "$context",
  ".requestOverride",
  "$foreach",
  ".count",
  ".hasNext",
  "$a",
  "$m",
  "$l",
  "${",
  "$!{",
  " == ",
  " && ",
  "not ",
  "[1..3]",
  "..",
  '{"k":',
  ".size()",
  ".put(",
  ".get(",
  ".add(",
  ".replaceAll(",
  ".split(",
  ".matches(",
  "(a+)+",
  "[?(@.",
  "[*]",
  "true",
  "null",
  "1.5",
  "-1",
];

const GIVEN = {
  body: '{"a":[1,{"b":"c"}],"d":null}',
  variables: { a: "text", m: { k: 1 }, l: [1, "x", [2]], n: 5, d: 2.5 },
};

const template = fc.array(
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: "binary", maxLength: 3 })),
  { maxLength: 40 },
);

describe("vtl: fuzz", () => {
  it("renders any text or throws a ExpressionError, soon", () => {
    fc.assert(
      fc.property(template, (pieces) => endsWell(pieces.join(""), GIVEN)),
      { numRuns: RUNS },
    );
  }).timeout(RUNS * 20 + 20_000);

  it("renders any template that parses, whatever its calls", () => {
    fc.assert(
      fc.property(wellFormed, (text) => endsWell(text, GIVEN)),
      { numRuns: RUNS },
    );
  }).timeout(RUNS * 20 + 20_000);

  it("reads any body by any path", () => {
    const path = fc.array(
      fc.constantFrom(
        ..."$.[]*?()@'\",:0123-ab=<>!&|~/ ",
        "..",
        "[?(@.a",
        ")]",
        ".length()",
        "==",
        "=~ /a/",
        " in [1]",
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: "binary" })), path, (body, pieces) => {
        endsWell("$input.path($stageVariables.p)$input.json($stageVariables.p)", {
          body,
          stageVariables: { p: `$${pieces.join("")}` },
        });
      }),
      { numRuns: RUNS },
    );
  }).timeout(RUNS * 20 + 20_000);

  it("translates any pattern or refuses it", () => {
    const pattern = fc.array(
      fc.constantFrom(
        ..."ab01.*+?()[]{}^$|\\-&,:<>=!",
        "\\d",
        "\\p{Alpha}",
        "\\Q",
        "\\E",
        "(?:",
        "(?<n>",
        "&&[^",
        "{2,3}",
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(pattern, fc.string({ maxLength: 12 }), (pieces, text) => {
        const stageVariables = { t: text, r: pieces.join("") };
        for (const call of [
          "replaceAll($stageVariables.r, 'x')",
          "matches($stageVariables.r)",
          "split($stageVariables.r)",
        ]) {
          endsWell(`$stageVariables.t.${call}`, { stageVariables });
        }
      }),
      { numRuns: RUNS },
    );
  }).timeout(RUNS * 20 + 20_000);

  it("gives back JSON that any parser reads", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const body = JSON.stringify({ v: value });
        const expected = value === null ? { v: null } : JSON.parse(body);
        assert.deepEqual(JSON.parse(render("$input.json('$')", { body })), normalized(expected));
      }),
      { numRuns: RUNS },
    );
  }).timeout(RUNS * 20 + 20_000);
});

function endsWell(text: string, given: Parameters<typeof render>[1]): void {
  const begin = performance.now();
  try {
    assert.equal(typeof render(text, given), "string");
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
  }
  assert.ok(performance.now() - begin < TOO_LONG_MS, `${JSON.stringify(text)} took ${performance.now() - begin} ms`);
}

/** JSON knows no minus zero. */
function normalized(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
