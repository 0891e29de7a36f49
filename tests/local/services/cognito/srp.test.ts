import assert from "node:assert/strict";
import {
  isSrpSignature,
  isSrpValue,
  srpChallenge,
  srpClient,
  srpVerifier,
} from "../../../../local/services/cognito/proofs/srp";

describe("cognito: Secure Remote Password", () => {
  const user = { pool: "eu-west-1_AbCdEfGhI", name: "ada" };
  const proof = { block: "c2VjcmV0", timestamp: "Mon Nov 30 10:00:00 UTC 2026" };

  const signs = (password: string, changed: object = {}) => {
    const kept = srpVerifier(user, "P2$Sword-x");
    const client = srpClient();
    const { b, B } = srpChallenge(kept);
    const signature = client.sign(user, password, { ...proof, salt: kept.salt, B });
    return isSrpSignature(user, { A: client.A, b, B, verifier: kept.verifier }, { ...proof, signature, ...changed });
  };

  it("takes the signature of the password alone, over what was asked", () => {
    for (let at = 0; at < 8; at += 1) assert.ok(signs("P2$Sword-x"));
    assert.equal(signs("P2$Sword-y"), false);
    assert.equal(signs("P2$Sword-x", { timestamp: "Mon Nov 30 10:00:01 UTC 2026" }), false);
    assert.equal(signs("P2$Sword-x", { signature: "" }), false);
  });

  it("takes no public value with which one needs no password", () => {
    assert.ok(isSrpValue(srpClient().A));
    assert.deepEqual(["0", "00", "", "no number"].map(isSrpValue), [false, false, false, false]);
  });
});
