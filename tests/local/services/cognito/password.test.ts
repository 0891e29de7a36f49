import assert from "node:assert/strict";
import { scryptSync } from "node:crypto";
import { isPassword, keepPassword } from "../../../../local/services/cognito/proofs/password";

const ADA = { pool: "eu-west-1_AbCdEfGhI", name: "ada" };

describe("cognito: passwords", () => {
  it("are known again, and nobody's is any", () => {
    const kept = keepPassword(ADA, "P2$Sword-x");
    assert.equal(isPassword(kept, "P2$Sword-x"), true);
    assert.equal(isPassword(kept, "P2$Sword-y"), false);
    assert.equal(isPassword(undefined, "P2$Sword-x"), false);
  });

  it("are known again as older versions kept them", () => {
    const salt = "salt";
    const kept = { salt, hash: scryptSync("P2$Sword-x", salt, 32).toString("base64") };
    assert.equal(isPassword(kept, "P2$Sword-x"), true);
    assert.equal(isPassword(kept, "P2$Sword-y"), false);
  });

  it("let a flood of guesses through a single process", () => {
    const kept = keepPassword(ADA, "P2$Sword-x");
    const used = (work: () => void) => {
      const before = process.cpuUsage();
      for (let at = 0; at < 20; at += 1) work();
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const guess = used(() => isPassword(kept, "Wrong-1$"));
    const older = used(() => scryptSync("Wrong-1$", "salt", 32));
    assert.ok(guess < older / 4, `${guess} µs for 20 guesses, ${older} µs as older versions had them`);
  });
});
