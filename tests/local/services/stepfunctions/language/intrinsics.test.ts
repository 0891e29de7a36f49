import assert from "node:assert/strict";
import type { Json } from "../../../../../local/services/stepfunctions/language/definition";
import { evaluateIntrinsic } from "../../../../../local/services/stepfunctions/language/intrinsics";

describe("stepfunctions: intrinsic functions", () => {
  const data = {
    input: { list: [1, 2, 2, 3], name: "Ann", o: { a: 1 } },
    context: { Execution: { Name: "x" } },
    variables: {},
  };
  const cases: readonly [string, Json][] = [
    ["States.Format('Hi {}, \\'{}\\' \\{\\}', $.name, States.ArrayLength($.list))", "Hi Ann, '4' {}"],
    ["States.Format('{}', $$.Execution.Name)", "x"],
    ["States.StringToJson('{\"a\": [1]}')", { a: [1] }],
    ["States.JsonToString($.o)", '{"a":1}'],
    ["States.Array(1, 'two', null, true, $.o)", [1, "two", null, true, { a: 1 }]],
    ["States.ArrayPartition($.list, 3)", [[1, 2, 2], [3]]],
    ["States.ArrayContains($.list, 3)", true],
    ["States.ArrayRange(1, 9, 4)", [1, 5, 9]],
    ["States.ArrayGetItem($.list, 3)", 3],
    ["States.ArrayUnique($.list)", [1, 2, 3]],
    ["States.Base64Encode('data')", "ZGF0YQ=="],
    ["States.Base64Decode('ZGF0YQ==')", "data"],
    ["States.Hash('a', 'MD5')", "0cc175b9c0f1b6a831c399e269772661"],
    ["States.JsonMerge($.o, States.StringToJson('{\"b\":2}'), false)", { a: 1, b: 2 }],
    ["States.MathAdd($.list[0], -3)", -2],
    ["States.StringSplit('a.b+c', '.+')", ["a", "b", "c"]],
  ];
  for (const [text, expected] of cases) {
    it(text, () => assert.deepEqual(evaluateIntrinsic(text, data), expected));
  }

  it("gives other ids and numbers each time, within their bounds", () => {
    assert.match(String(evaluateIntrinsic("States.UUID()", data)), /^[0-9a-f-]{36}$/);
    assert.equal(evaluateIntrinsic("States.MathRandom(4, 5)", data), 4);
  });

  for (const text of [
    "States.None()",
    "States.Format('{}')",
    "States.Format('', 1)",
    "States.MathAdd(1 2)",
    "States.ArrayRange(1, 2000, 1)",
    "States.StringToJson('{')",
    "name",
  ]) {
    it(`refuses ${text}`, () =>
      assert.throws(() => evaluateIntrinsic(text, data), { error: "States.IntrinsicFailure" }));
  }
});
