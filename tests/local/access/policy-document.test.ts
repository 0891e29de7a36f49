import assert from "node:assert/strict";
import { parsePolicy } from "../../../local/access/policy-document";

const STATEMENT = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" };

describe("access: policy documents", () => {
  it("reads one statement as a list of one", () => {
    assert.deepEqual(parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: STATEMENT })), {
      Version: "2012-10-17",
      Statement: [STATEMENT],
    });
  });

  const mistakes: [string, unknown, RegExp][] = [
    ["no JSON", "{", /invalid Json/],
    ["no statement", { Version: "2012-10-17" }, /Statement/],
    ["an unknown version", { Version: "2020-01-01", Statement: [] }, /Version/],
    ["a misspelt element", { Statement: [{ ...STATEMENT, Actions: "x" }] }, /Statement/],
    ["neither Action nor NotAction", { Statement: [{ Effect: "Allow", Resource: "*" }] }, /Action/],
    ["both Resource and NotResource", { Statement: [{ ...STATEMENT, NotResource: "x" }] }, /Resource/],
    ["an unknown operator", { Statement: [{ ...STATEMENT, Condition: { BinaryEquals: { a: "b" } } }] }, /operator/],
  ];
  for (const [what, policy, message] of mistakes) {
    it(`refuses ${what}`, () => {
      const text = typeof policy === "string" ? policy : JSON.stringify(policy);
      assert.throws(
        () => parsePolicy(text),
        (error: Error) => {
          assert.equal(Reflect.get(error, "code"), "MalformedPolicyDocument");
          assert.match(error.message, message);
          return true;
        },
      );
    });
  }
});
