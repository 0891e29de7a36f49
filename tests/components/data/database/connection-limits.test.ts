import assert from "node:assert/strict";
import { maxConnections } from "../../../../components/data/database/connection-limits";

describe("maxConnections", () => {
  for (const [min, max, expected] of [
    [0, 1, 189],
    [0.5, 1, 189],
    [0, 8, 1669],
    [0.5, 16, 2000],
    [0, 256, 2000],
    [1, 16, 3360],
    [1, 31.5, 3360],
    [1, 32, 5000],
    [8, 256, 5000],
    [1, 3.5, 189],
  ] as const)
    it(`is ${expected} with ${min} to ${max} ACU`, () => assert.equal(maxConnections({ min, max }), expected));
});
