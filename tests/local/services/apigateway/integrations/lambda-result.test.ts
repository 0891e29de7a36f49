import assert from "node:assert/strict";
import { lambdaResult } from "../../../../../local/services/apigateway/integrations/lambda-result";

describe("apigateway: result of a proxy function", () => {
  const read = (value: unknown) => lambdaResult(JSON.stringify(value));

  it("fills in what is left out", () => {
    assert.deepEqual(read({}), { statusCode: 200, headers: [], body: "", isBase64Encoded: false });
    assert.deepEqual(read({ statusCode: "201", headers: null, body: null }), {
      statusCode: 201,
      headers: [],
      body: "",
      isBase64Encoded: false,
    });
  });

  it("takes scalars for text", () => {
    assert.deepEqual(read({ body: 12.5, isBase64Encoded: "true" }), {
      statusCode: 200,
      headers: [],
      body: "12.5",
      isBase64Encoded: true,
    });
  });

  it("puts the values of multiValueHeaders first, in its spelling", () => {
    const result = read({
      headers: { "X-A": "single", "x-n": 1, "x-b": true },
      multiValueHeaders: { "x-a": ["multi"] },
    });
    assert.ok(typeof result !== "string");
    assert.deepEqual(result.headers, [
      ["x-a", "multi"],
      ["x-a", "single"],
      ["x-n", "1"],
      ["x-b", "true"],
    ]);
  });

  it("tells what is wrong with a malformed one", () => {
    assert.equal(lambdaResult("no json"), "it is no JSON object");
    assert.equal(read("text"), "it is no JSON object");
    assert.equal(read([]), "it is no JSON object");
    assert.equal(read({ statusCode: 200, extra: 1 }), 'the key "extra" is not allowed');
    assert.equal(read({ statusCode: "soon" }), "statusCode is no number");
    assert.equal(read({ headers: "x" }), "headers is no object");
    assert.equal(read({ multiValueHeaders: { a: "b" } }), "multiValueHeaders.a is no list");
    assert.equal(read({ headers: { a: {} } }), "headers.a is no text");
    assert.equal(read({ body: {} }), "body is no text");
  });
});
