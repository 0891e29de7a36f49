import assert from "node:assert/strict";
import { totpCode, totpStep } from "../../../../local/services/cognito/proofs/totp";

describe("cognito: one-time passwords", () => {
  /** `12345678901234567890`, the secret of RFC 6238, appendix B. */
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  it("are those of RFC 6238", () => {
    const times = [59, 1111111109, 1111111111, 1234567890, 2000000000, 20000000000];
    const codes = times.map((seconds) => totpCode(secret, seconds * 1000));
    assert.deepEqual(codes, ["287082", "081804", "050471", "005924", "279037", "353130"]);
  });

  it("are taken one step before and after", () => {
    const code = totpCode(secret, 59_000);
    assert.deepEqual(
      [30_000, 59_000, 89_000, 149_000].map((now) => totpStep(secret, code, now)),
      [1, 1, 1, undefined],
    );
  });
});
