import assert from "node:assert/strict";
import { ExpressionError } from "../../../../../local/languages/expression-error";
import { render } from "./render";

describe("vtl: $util", () => {
  const calls: readonly (readonly [call: string, given: string, expected: string])[] = [
    ["urlEncode", "a b&c=d/e?é*-._~!'()", "a+b%26c%3Dd%2Fe%3F%C3%A9*-._%7E%21%27%28%29"],
    ["urlEncode", "half \ud800", "half+%3F"],
    ["urlDecode", "a+b%26%C3%A9", "a b&é"],
    ["base64Encode", "héllo", "aMOpbGxv"],
    ["base64Decode", "aMOpbGxv", "héllo"],
    ["escapeJavaScript", 'say "it\'s"\n\t\\ / é \u0001', 'say \\"it\\\'s\\"\\n\\t\\\\ \\/ \\u00E9 \\u0001'],
    ["escapeJavaScript", "\u007f\u0080", "\u007f\\u0080"],
    ["escapeJavaScript", "", ""],
  ];
  for (const [call, given, expected] of calls) {
    it(`${call} of ${JSON.stringify(given)}`, () => {
      assert.equal(render(`$util.${call}($stageVariables.x)`, { stageVariables: { x: given } }), expected);
    });
  }

  it("makes text navigable", () => {
    const given = { stageVariables: { x: '{"a":{"b":[1,{"c":"d"}]}}' } };
    assert.equal(
      render("#set($o = $util.parseJson($stageVariables.x))$o.a.b[1].c $o.a.b.size() $o", given),
      'd 2 {a={b=[1,{"c":"d"}]}}',
    );
  });

  it("refuses broken JSON and broken escapes", () => {
    assert.throws(() => render("$util.parseJson('{\"a\"')"), ExpressionError);
    assert.throws(() => render("$util.urlDecode('%zz')"), ExpressionError);
  });

  it("has no other functions", () => {
    assert.equal(render("[$util.toJson('x')][$util.urlEncode()][$util.constructor('x')][$util.x]"), "[][][][]");
  });
});
