import assert from "node:assert/strict";
import { allowedFlows } from "../../../../local/services/cognito/allowed-flows";

describe("cognito: the flows that a client may begin", () => {
  const usual = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"];
  const cases: readonly [readonly string[], readonly string[]][] = [
    [[], usual],
    [["ALLOW_USER_SRP_AUTH"], ["ALLOW_USER_SRP_AUTH"]],
    [["ADMIN_NO_SRP_AUTH"], [...usual, "ADMIN_NO_SRP_AUTH"]],
    [
      ["USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"],
      [...usual, "USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"],
    ],
    [["CUSTOM_AUTH_FLOW_ONLY"], ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]],
  ];
  for (const [flows, allowed] of cases)
    it(`are ${allowed.join(", ")} for ${flows.join(" and ") || "one that names none"}`, () =>
      assert.deepEqual(allowedFlows({ flows }), allowed));
});
