import assert from "node:assert/strict";
import { inHashMapOrder } from "../../../../../local/services/apigateway/validation/hash-map-order";

describe("apigateway: the order of a hash map", () => {
  // Each list stands so in an answer of API Gateway: "Missing required request parameters: […]".
  const OBSERVED = [
    ["divisor", "dividend"],
    ["password", "username"],
    ["startIndex", "numItems"],
    ["companyCode", "orderId"],
    ["x-api-secret", "x-api-key"],
    ["creditScore", "monthlyExpenses", "grossIncome", "employmentStatus", "age"],
  ];
  for (const names of OBSERVED) {
    it(`lists ${names.join(", ")}`, () => {
      assert.deepEqual(inHashMapOrder([...names].sort()), names);
      assert.deepEqual(inHashMapOrder([...names].sort().reverse()), names);
    });
  }

  it("doubles its buckets over three quarters, and leaves what shares one as it came", () => {
    const letters = [..."mlkjihgfedcba"];
    assert.deepEqual(inHashMapOrder(letters), [..."abcdefghijklm"]);
    assert.deepEqual(inHashMapOrder(["BB", "Aa"]), ["BB", "Aa"]);
  });
});
