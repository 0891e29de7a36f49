import assert from "node:assert/strict";
import { definitionProblem } from "../../../../../local/services/stepfunctions/definition/definition-problems";

const DONE = { Type: "Succeed" };
const machine = (States: object, more: object = {}): string => JSON.stringify({ StartAt: "A", States, ...more });
const task = (Resource: string, more: object = {}) => ({ Type: "Task", Resource, End: true, ...more });

describe("stepfunctions: definitions", () => {
  const refused: readonly [what: string, definition: string, problem: RegExp, type?: "EXPRESS"][] = [
    ["nothing", "", /^SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object$/],
    ["no JSON", "{", /^INVALID_JSON_DESCRIPTION: /],
    ["no states", '{"StartAt":"A"}', /These fields are required: \[States\] at \/$/],
    ["a start that is not there", machine({ B: DONE }), /Missing 'StartAt' target: A at \/StartAt$/],
    [
      "a next state that is not there",
      machine({ A: { Type: "Pass", Next: "B" } }),
      /Missing 'Next' target: B at \/States\/A\/Next$/,
    ],
    ["a state that nothing leads to", machine({ A: DONE, B: DONE }), /B/],
    ["an integration that AWS has not", machine({ A: task("arn:aws:states:::dynamodb:query") }), /is not recognized/],
    [
      "an activity of an Express machine",
      machine({ A: task("arn:aws:states:eu-west-1:000000000000:activity:hands") }),
      /Express state machine does not support Activity ARN at \/States\/A\/Resource$/,
      "EXPRESS",
    ],
    [
      "a path that is none",
      machine({ A: { Type: "Pass", Parameters: { "a.$": "$.a[" }, End: true } }),
      /The value for the field 'a\.\$' must be a valid JSONPath or a valid intrinsic function call at \/States\/A\/Parameters$/,
    ],
    [
      "a JSONata expression that is none",
      machine({ A: { Type: "Pass", Output: "{% 1 + %}", End: true } }, { QueryLanguage: "JSONata" }),
      /The JSONata expression '1 \+' is invalid/,
    ],
    ["a moment that is none", machine({ A: { Type: "Wait", Timestamp: "tomorrow", End: true } }), /RFC3339/],
  ];
  for (const [what, definition, problem, type = "STANDARD"] of refused) {
    it(`refuses ${what}`, () => assert.match(definitionProblem(definition, type) ?? "", problem));
  }

  const taken: readonly [what: string, definition: string][] = [
    [
      "JSON as the output of a JSONata state",
      machine({ A: { Type: "Pass", Output: [1], End: true } }, { QueryLanguage: "JSONata" }),
    ],
    ["a filter in a path", machine({ A: { Type: "Pass", Parameters: { "a.$": "$.a[?(@.b =~ /c.*/)]" }, End: true } })],
    ["a service that the local cloud has not", machine({ A: task("arn:aws:states:::batch:submitJob.sync") })],
  ];
  for (const [what, definition] of taken) {
    it(`takes ${what}`, () => assert.equal(definitionProblem(definition, "STANDARD"), undefined));
  }
});
