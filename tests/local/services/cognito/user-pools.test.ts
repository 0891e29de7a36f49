import assert from "node:assert/strict";
import { createHmac, createPublicKey, verify } from "node:crypto";
import { lastCode } from "../../../../local/services/cognito/mail/codes";
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
    const explicitAuthFlows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH"];
    const validity = { idTokenValidity: 5, tokenValidityUnits: { idToken: "minutes" } };
    const inputs = { userPoolId: pool, name: "web", explicitAuthFlows, ...validity };
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
    await call("AdminCreateUser", { UserPoolId: pool, Username: "ada", TemporaryPassword: "Temp-1-pw" });
    const { body: asked } = await login(ClientId, "Temp-1-pw");
    assert.equal(asked.ChallengeName, "NEW_PASSWORD_REQUIRED");
    assert.equal(asked.AuthenticationResult, undefined);
    const respond = (Session: string) =>
      call("AdminRespondToAuthChallenge", {
        UserPoolId: pool,
        ClientId,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session,
        ChallengeResponses: { USERNAME: "ada", NEW_PASSWORD: "Perm-1-pw" },
      });
    assert.equal((await respond("made up, and as long as one is")).body.__type, "NotAuthorizedException");
    assert.ok((await respond(asked.Session)).body.AuthenticationResult.IdToken);
    assert.equal(
      (await respond(asked.Session)).body.__type,
      "NotAuthorizedException",
      "a session is good for one answer",
    );
    assert.equal((await login(ClientId, "Temp-1-pw")).body.__type, "NotAuthorizedException");
    assert.ok((await login(ClientId, "Perm-1-pw")).body.AuthenticationResult.IdToken);
    await call("AdminSetUserPassword", { UserPoolId: pool, Username: "ada", Password: "Temp-2-pw", Permanent: false });
    assert.equal((await login(ClientId, "Temp-2-pw")).body.ChallengeName, "NEW_PASSWORD_REQUIRED");
  });

  it("wants of a client with a secret the proof that it has it", async () => {
    const { id, secret } = await client("server", { generateSecret: true });
    await call("AdminCreateUser", { UserPoolId: pool, Username: "ada" });
    await call("AdminSetUserPassword", { UserPoolId: pool, Username: "ada", Password: "Perm-1-pw", Permanent: true });
    const hash = (key: string) => createHmac("sha256", key).update(`ada${id}`).digest("base64");
    const errors = await Promise.all([login(id, "Perm-1-pw"), login(id, "Perm-1-pw", { SECRET_HASH: hash("other") })]);
    assert.deepEqual(
      errors.map(({ body }) => body.__type),
      ["NotAuthorizedException", "NotAuthorizedException"],
    );
    assert.ok((await login(id, "Perm-1-pw", { SECRET_HASH: hash(secret) })).body.AuthenticationResult.IdToken);
  });

  it("gives a client that may refresh a token to come back with, until it expires, and no other client", async () => {
    const { id } = await client("web", { refreshTokenValidity: 60, tokenValidityUnits: { refreshToken: "minutes" } });
    await call("AdminCreateUser", { UserPoolId: pool, Username: "ada" });
    await call("AdminSetUserPassword", { UserPoolId: pool, Username: "ada", Password: "Perm-1-pw", Permanent: true });
    const { RefreshToken: REFRESH_TOKEN } = (await login(id, "Perm-1-pw")).body.AuthenticationResult;
    const refresh = (client: string) => auth(client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN });
    const { body } = await refresh(id);
    assert.ok(body.AuthenticationResult.IdToken);
    assert.equal(body.AuthenticationResult.RefreshToken, undefined);
    assert.equal((await refresh((await client("third")).id)).body.__type, "NotAuthorizedException");
    cloud.clock.advanceBy(3_600_000);
    const late = { ClientId: id, AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: { REFRESH_TOKEN } };
    assert.equal((await openly("InitiateAuth", late)).body.__type, "NotAuthorizedException");
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

  const openly = async (operation: string, input: object) => {
    const target = `AWSCognitoIdentityProviderService.${operation}`;
    const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
    const response = await fetch(cloud.client.endpoint, { method: "POST", headers, body: JSON.stringify(input) });
    return { status: response.status, body: JSON.parse((await response.text()) || "{}") };
  };

  it("lets anybody sign up and in without a signature, and nobody do more", async () => {
    const { id: ClientId } = await client("web", { explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] });
    await cloud
      .resource("aws:cognito/userPool:UserPool")
      .update?.(
        pool,
        { autoVerifiedAttributes: ["email"] },
        { outputs: { name: "people" }, inputs: {} },
        resourceContext("p"),
      );
    const UserAttributes = [{ Name: "email", Value: "ada@example.com" }];
    const signed = await openly("SignUp", { ClientId, Username: "ada", Password: "Perm-1-pw", UserAttributes });
    assert.equal(signed.body.CodeDeliveryDetails.Destination, "a***@e***");
    const code = lastCode(cloud.cloud.directory["cognito-idp"].pools, pool, "ada");
    const confirm = { ClientId, Username: "ada", ConfirmationCode: code };
    assert.equal((await openly("ConfirmSignUp", confirm)).status, 200);
    const auth = { ClientId, AuthFlow: "USER_PASSWORD_AUTH" };
    const AuthParameters = { USERNAME: "ada", PASSWORD: "Perm-1-pw" };
    const { AccessToken } = (await openly("InitiateAuth", { ...auth, AuthParameters })).body.AuthenticationResult;
    assert.equal((await openly("GetUser", { AccessToken })).body.Username, "ada");
    const tampered = `${AccessToken.slice(0, -6)}AAAAAA`;
    assert.equal((await openly("GetUser", { AccessToken: tampered })).body.message, "Invalid Access Token");
    assert.equal((await openly("GlobalSignOut", { AccessToken })).status, 200);
    assert.equal((await openly("GetUser", { AccessToken })).body.message, "Access Token has been revoked");
    const admin = await openly("AdminGetUser", { UserPoolId: pool, Username: "ada" });
    assert.equal(admin.body.__type, "com.amazon.coral.service#MissingAuthenticationTokenException");
  });

  it("locks a code after five wrong answers, also for the right one", async () => {
    const { id: ClientId } = await client("web");
    const settings = { autoVerifiedAttributes: ["email"], name: "people" };
    await cloud
      .resource("aws:cognito/userPool:UserPool")
      .update?.(pool, settings, { outputs: { name: "people" }, inputs: {} }, resourceContext("p"));
    const UserAttributes = [{ Name: "email", Value: "ada@example.com" }];
    await openly("SignUp", { ClientId, Username: "ada", Password: "Perm-1-pw", UserAttributes });
    const code = lastCode(cloud.cloud.directory["cognito-idp"].pools, pool, "ada");
    const confirm = (ConfirmationCode = "") => openly("ConfirmSignUp", { ClientId, Username: "ada", ConfirmationCode });
    for (let at = 0; at < 5; at += 1) assert.equal((await confirm("x")).body.__type, "CodeMismatchException");
    assert.equal((await confirm(code)).body.__type, "LimitExceededException");
  });

  it("has pools of the program in its API, and reads what the API changed", async () => {
    const shown = async (UserPoolId: string) => (await call("DescribeUserPool", { UserPoolId })).body.UserPool;
    const type = cloud.resource("aws:cognito/userPool:UserPool");
    const passwordPolicy = { minimumLength: 12, requireSymbols: true };
    const { id } = await type.create({ name: "staff", passwordPolicy }, resourceContext("s"));
    const { MinimumLength, RequireNumbers } = (await shown(id)).Policies.PasswordPolicy;
    assert.deepEqual([MinimumLength, RequireNumbers], [12, false]);
    await call("UpdateUserPool", { UserPoolId: id, AutoVerifiedAttributes: ["email"] });
    assert.equal((await shown(id)).Policies.PasswordPolicy.MinimumLength, 8, "what is not said is as of a new pool");
    const read = await type.read?.(id, {});
    assert.deepEqual([read?.name, read?.autoVerifiedAttributes], ["staff", ["email"]]);
    const web = await call("CreateUserPoolClient", { UserPoolId: id, ClientName: "web", GenerateSecret: true });
    const { ClientId, ClientSecret } = web.body.UserPoolClient;
    const found = await cloud.resource(CLIENT).read?.(ClientId, { userPoolId: id });
    assert.deepEqual([found?.name, found?.clientSecret], ["web", ClientSecret]);
    assert.equal((await call("DeleteUserPool", { UserPoolId: id })).status, 200);
    assert.equal(await type.read?.(id, {}), undefined);
  });

  it("asks a signature for everything but the keys, and access for calls", async () => {
    const unsigned = await fetch(`${cloud.client.endpoint}/${pool}`);
    assert.equal(unsigned.status, 403);
    const other = await fetch(`${cloud.client.endpoint}/${pool}/.well-known/other`);
    assert.equal(other.status, 403);
  });
});
