import assert from "node:assert/strict";
import { createHmac, createPublicKey, verify } from "node:crypto";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { jsonCall } from "../../wire/signatures/signed-call";

const CLIENT = "aws:cognito/userPoolClient:UserPoolClient";

describe("cognito: user pools", () => {
  let cloud: TestCloud;
  let pool: string;
  beforeEach(async () => {
    cloud = await startTestCloud();
    ({ id: pool } = await cloud
      .resource("aws:cognito/userPool:UserPool")
      .create({ name: "people" }, resourceContext("p")));
  });
  afterEach(() => cloud.close());

  const call = (operation: string, input: object) =>
    jsonCall(cloud, "cognito-idp", `AWSCognitoIdentityProviderService.${operation}`, input);
  const jwks = async () => {
    const response = await fetch(`${cloud.client.endpoint}/${pool}/.well-known/jwks.json`);
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  const decoded = (part = "") => JSON.parse(Buffer.from(part, "base64url").toString());

  it("has ids and an issuer as AWS writes them", async () => {
    assert.match(pool, /^eu-west-1_[A-Za-z0-9]{9}$/);
    const { outputs } = await cloud
      .resource("aws:cognito/userPool:UserPool")
      .create({ name: "people" }, resourceContext("p"));
    assert.equal(outputs.arn, `arn:aws:cognito-idp:eu-west-1:000000000000:userpool/${pool}`);
    assert.equal(outputs.endpoint, `cognito-idp.eu-west-1.amazonaws.com/${pool}`);
    const { id } = await cloud.resource(CLIENT).create({ userPoolId: pool, name: "web" }, resourceContext("c"));
    assert.match(id, /^[a-z0-9]{26}$/);
  });

  it("signs a user in, with tokens that its open keys verify", async () => {
    const inputs = { userPoolId: pool, name: "web", idTokenValidity: 5, tokenValidityUnits: { idToken: "minutes" } };
    const { id: ClientId } = await cloud.resource(CLIENT).create(inputs, resourceContext("c"));
    const UserAttributes = [{ Name: "email", Value: "ada@example.com" }];
    const made = await call("AdminCreateUser", { UserPoolId: pool, Username: "ada", UserAttributes });
    assert.equal(made.status, 200);
    await call("AdminSetUserPassword", { UserPoolId: pool, Username: "ada", Password: "Secret-1", Permanent: true });
    const signIn = (PASSWORD: string) =>
      call("AdminInitiateAuth", {
        UserPoolId: pool,
        ClientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "ada", PASSWORD },
      });
    const { body } = await signIn("Secret-1");
    const [head, payload, signature = ""] = String(body.AuthenticationResult.IdToken).split(".");
    const claims = decoded(payload);
    assert.equal(claims.iss, `https://cognito-idp.eu-west-1.amazonaws.com/${pool}`);
    assert.deepEqual([claims.aud, claims.token_use, claims.email], [ClientId, "id", "ada@example.com"]);
    assert.equal(claims["cognito:username"], "ada");
    assert.equal(claims.exp - claims.iat, 300);
    const { body: published } = await jwks();
    assert.equal(published.keys[0].kid, decoded(head).kid);
    const key = createPublicKey({ key: published.keys[0], format: "jwk" });
    assert.ok(verify("RSA-SHA256", Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, "base64url")));
    const access = decoded(String(body.AuthenticationResult.AccessToken).split(".")[1]);
    assert.deepEqual([access.client_id, access.token_use, access.sub], [ClientId, "access", claims.sub]);
    const wrong = await signIn("Secret-2");
    assert.equal(wrong.status, 400);
    assert.deepEqual(wrong.body, { __type: "NotAuthorizedException", message: "Incorrect username or password." });
  });

  const client = async (name: string, inputs: object = {}) => {
    const explicitAuthFlows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"];
    const given = { userPoolId: pool, name, explicitAuthFlows, ...inputs };
    const { id, outputs } = await cloud.resource(CLIENT).create(given, resourceContext(name));
    return { id, secret: String(outputs.clientSecret) };
  };
  const auth = (ClientId: string, AuthFlow: string, AuthParameters: object) =>
    call("AdminInitiateAuth", { UserPoolId: pool, ClientId, AuthFlow, AuthParameters });
  const login = (id: string, PASSWORD: string, more: object = {}) =>
    auth(id, "ADMIN_USER_PASSWORD_AUTH", { USERNAME: "ada", PASSWORD, ...more });

  it("asks who has a temporary password for another, and gives tokens for that one only", async () => {
    const { id: ClientId } = await client("web");
    await call("AdminCreateUser", { UserPoolId: pool, Username: "ada", TemporaryPassword: "Temp-1" });
    const { body: asked } = await login(ClientId, "Temp-1");
    assert.equal(asked.ChallengeName, "NEW_PASSWORD_REQUIRED");
    assert.equal(asked.AuthenticationResult, undefined);
    const respond = (Session: string) =>
      call("AdminRespondToAuthChallenge", {
        UserPoolId: pool,
        ClientId,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session,
        ChallengeResponses: { USERNAME: "ada", NEW_PASSWORD: "Perm-1" },
      });
    assert.equal((await respond("made up")).body.__type, "NotAuthorizedException");
    assert.ok((await respond(asked.Session)).body.AuthenticationResult.IdToken);
    assert.equal(
      (await respond(asked.Session)).body.__type,
      "NotAuthorizedException",
      "a session is good for one answer",
    );
    assert.equal((await login(ClientId, "Temp-1")).body.__type, "NotAuthorizedException");
    assert.ok((await login(ClientId, "Perm-1")).body.AuthenticationResult.IdToken);
    await call("AdminSetUserPassword", { UserPoolId: pool, Username: "ada", Password: "Temp-2", Permanent: false });
    assert.equal((await login(ClientId, "Temp-2")).body.ChallengeName, "NEW_PASSWORD_REQUIRED");
  });

  it("wants of a client with a secret the proof that it has it", async () => {
    const { id, secret } = await client("server", { generateSecret: true });
    await call("AdminCreateUser", { UserPoolId: pool, Username: "ada" });
    await call("AdminSetUserPassword", { UserPoolId: pool, Username: "ada", Password: "Perm-1", Permanent: true });
    const hash = (key: string) => createHmac("sha256", key).update(`ada${id}`).digest("base64");
    const errors = await Promise.all([login(id, "Perm-1"), login(id, "Perm-1", { SECRET_HASH: hash("other") })]);
    assert.deepEqual(
      errors.map(({ body }) => body.__type),
      ["NotAuthorizedException", "NotAuthorizedException"],
    );
    assert.ok((await login(id, "Perm-1", { SECRET_HASH: hash(secret) })).body.AuthenticationResult.IdToken);
  });

  it("gives a client that may refresh a token to come back with, until it expires, and no other client", async () => {
    const { id } = await client("web", { refreshTokenValidity: 1, tokenValidityUnits: { refreshToken: "minutes" } });
    const other = await client("other", { explicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] });
    await call("AdminCreateUser", { UserPoolId: pool, Username: "ada" });
    await call("AdminSetUserPassword", { UserPoolId: pool, Username: "ada", Password: "Perm-1", Permanent: true });
    assert.equal((await login(other.id, "Perm-1")).body.AuthenticationResult.RefreshToken, undefined);
    const { RefreshToken: REFRESH_TOKEN } = (await login(id, "Perm-1")).body.AuthenticationResult;
    const refresh = (client: string) => auth(client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN });
    const { body } = await refresh(id);
    assert.ok(body.AuthenticationResult.IdToken);
    assert.equal(body.AuthenticationResult.RefreshToken, undefined);
    assert.equal((await refresh((await client("third")).id)).body.__type, "NotAuthorizedException");
    cloud.clock.advanceBy(60_000);
    assert.equal((await refresh(id)).body.__type, "NotAuthorizedException");
  });

  it("gives the gateway a key for its own pool and key id alone", async () => {
    const keys = cloud.cloud.directory["cognito-idp"];
    const { body } = await jwks();
    const arn = `arn:aws:cognito-idp:eu-west-1:000000000000:userpool/${pool}`;
    assert.ok(keys.verificationKey(arn, body.keys[0].kid));
    assert.equal(keys.verificationKey(arn, "other"), undefined);
    assert.equal(keys.verificationKey(arn.replace("eu-west-1_", "eu-west-1_x"), body.keys[0].kid), undefined);
  });

  it("keeps nothing of a pool that is deleted", async () => {
    await cloud.resource("aws:cognito/userPool:UserPool").delete(pool, {});
    assert.equal((await jwks()).status, 404);
    assert.equal(
      (await call("AdminCreateUser", { UserPoolId: pool, Username: "a" })).body.__type,
      "ResourceNotFoundException",
    );
  });

  it("asks a signature for everything but the keys, and access for calls", async () => {
    const unsigned = await fetch(`${cloud.client.endpoint}/${pool}`);
    assert.equal(unsigned.status, 403);
    const other = await fetch(`${cloud.client.endpoint}/${pool}/.well-known/other`);
    assert.equal(other.status, 403);
  });
});
