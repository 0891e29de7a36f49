import assert from "node:assert/strict";
import { holds } from "../../../../../local/services/stepfunctions/language/choice";
import type { JsonObject } from "../../../../../local/services/stepfunctions/language/definition";

describe("stepfunctions: choice rules", () => {
  const input = {
    n: 5,
    m: 5,
    s: "kiwi.txt",
    b: true,
    nothing: null,
    t: "2026-01-02T03:04:05Z",
    u: "2026-01-02T04:04:05+01:00",
  };
  const rules: readonly [JsonObject, boolean][] = [
    [{ Variable: "$.n", NumericEquals: 5 }, true],
    [{ Variable: "$.n", NumericEqualsPath: "$.m" }, true],
    [{ Variable: "$.n", NumericLessThan: 5 }, false],
    [{ Variable: "$.n", NumericLessThanEquals: 5 }, true],
    [{ Variable: "$.n", NumericGreaterThanEqualsPath: "$.m" }, true],
    [{ Variable: "$.n", StringEquals: "5" }, false],
    [{ Variable: "$.s", StringEquals: "kiwi.txt" }, true],
    [{ Variable: "$.s", StringGreaterThan: "apple" }, true],
    [{ Variable: "$.s", StringMatches: "k*.txt" }, true],
    [{ Variable: "$.s", StringMatches: "k\\*.txt" }, false],
    [{ Variable: "$.s", StringMatches: "k.*" }, false],
    [{ Variable: "$.b", BooleanEquals: true }, true],
    [{ Variable: "$.b", BooleanEqualsPath: "$.nothing" }, false],
    [{ Variable: "$.t", TimestampEqualsPath: "$.u" }, true],
    [{ Variable: "$.t", TimestampLessThan: "2026-01-02T03:04:06Z" }, true],
    [{ Variable: "$.s", TimestampEquals: "2026-01-02T03:04:05Z" }, false],
    [{ Variable: "$.nothing", IsNull: true }, true],
    [{ Variable: "$.n", IsNumeric: false }, false],
    [{ Variable: "$.t", IsTimestamp: true }, true],
    [{ Variable: "$.none", IsPresent: false }, true],
    [{ Variable: "$.nothing", IsPresent: true }, true],
    [{ Not: { Variable: "$.b", BooleanEquals: false } }, true],
    [
      {
        And: [
          { Variable: "$.b", IsBoolean: true },
          { Variable: "$.n", IsString: true },
        ],
      },
      false,
    ],
    [
      {
        Or: [
          { Variable: "$.n", IsString: true },
          { Variable: "$.s", IsString: true },
        ],
      },
      true,
    ],
  ];
  for (const [rule, expected] of rules) {
    it(`${JSON.stringify(rule)} is ${expected}`, () => {
      assert.equal(holds(rule, { input, context: {}, variables: {} }), expected);
    });
  }

  it("fails for a variable that is not there", () => {
    assert.throws(() => holds({ Variable: "$.none", NumericEquals: 1 }, { input, context: {}, variables: {} }), {
      error: "States.Runtime",
    });
  });
});
