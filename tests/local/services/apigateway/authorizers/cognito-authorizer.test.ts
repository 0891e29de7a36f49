import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { gatewayFor, mock } from "../gateway-fixture";

const POOL = "arn:aws:cognito-idp:eu-west-1:000000000000:userpool/eu-west-1_AbCdEfGhI";
const USERS = {
  type: "apiKey",
  name: "Authorization",
  in: "header",
  "x-amazon-apigateway-authtype": "cognito_user_pools",
  "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: [POOL] },
};

describe("apigateway: tokens of user pools at a method", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const tokenOf = (claims: object) => {
    const content = `${part({ alg: "RS256", kid: "1" })}.${part(claims)}`;
    return `${content}.${sign("RSA-SHA256", Buffer.from(content), privateKey).toString("base64url")}`;
  };

  it("are good until they expire, also one that was believed before", async () => {
    const { send, clock } = gatewayFor(
      { "/me": { get: mock("reached", { security: [{ users: [] }] }) } },
      { components: { securitySchemes: { users: USERS } } },
      { backends: { verificationKey: (arn, kid) => (arn === POOL && kid === "1" ? publicKey : undefined) } },
    );
    const seconds = Math.floor(clock.now() / 1000);
    const claims = { iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI", token_use: "id" };
    const authorization = tokenOf({ ...claims, exp: seconds + 60 });
    const ask = async () => {
      const { status, body } = await send("GET", "/test/me", { authorization });
      return `${status} ${body}`;
    };

    assert.match(await ask(), /^200 /);
    clock.advanceBy(59_000);
    assert.match(await ask(), /^200 /);
    clock.advanceBy(1_000);
    assert.equal(await ask(), '401 {"message":"The incoming token has expired"}');
  });
});
