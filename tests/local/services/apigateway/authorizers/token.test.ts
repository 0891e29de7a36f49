import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { readToken } from "../../../../../local/services/apigateway/authorizers/token";

describe("apigateway: tokens of user pools", () => {
  const [pool, other] = [1, 2].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 }));
  assert.ok(pool && other);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const content = `${part({ alg: "RS256", kid: "1" })}.${part({ sub: "ana" })}`;
  const signed = `${content}.${sign("RSA-SHA256", Buffer.from(content), pool.privateKey).toString("base64url")}`;

  it("are read once when they were believed, and believed of no other key for that", () => {
    const first = readToken(signed);
    assert.equal(first?.isSignedBy(other.publicKey), false);
    assert.notEqual(readToken(signed), first, "nobody has signed it yet");
    assert.equal(first?.isSignedBy(pool.publicKey), true);
    assert.equal(readToken(signed), first);
    assert.equal(readToken(signed)?.isSignedBy(other.publicKey), false);
    assert.equal(readToken(signed)?.isSignedBy(pool.publicKey), true);
  });

  it("with other claims, or another signature, are others", () => {
    assert.equal(readToken(signed)?.isSignedBy(pool.publicKey), true);
    const [head, , signature] = signed.split(".");
    assert.equal(readToken(`${head}.${part({ sub: "eve" })}.${signature}`)?.isSignedBy(pool.publicKey), false);
    assert.equal(readToken(`${signed.slice(0, -8)}AAAAAAAA`)?.isSignedBy(pool.publicKey), false);
  });
});
