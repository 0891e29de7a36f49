import assert from "node:assert/strict";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { jsonCall } from "../../wire/signatures/signed-call";
import { FUNCTIONS_RUN, triggerFunction } from "./trigger-function";

const CODE = `exports.handler = async (event) => {
  if (event.userName === "eve") throw new Error("no " + event.triggerSource);
  if (event.triggerSource === "PreSignUp_SignUp") event.response.autoConfirmUser = true;
  if (event.triggerSource.startsWith("TokenGeneration_")) {
    const claimsToAddOrOverride = { why: event.triggerSource, sub: "forged", "cognito:username": "forged" };
    event.response.claimsOverrideDetails = { claimsToAddOrOverride, claimsToSuppress: ["email", "exp"] };
  }
  return event;
};`;

describe("cognito: triggers", () => {
  let cloud: TestCloud;
  let ClientId: string;
  before(async () => {
    cloud = await startTestCloud(FUNCTIONS_RUN);
    const arn = await triggerFunction(cloud, CODE);
    const lambdaConfig = { preSignUp: arn, preAuthentication: arn, preTokenGeneration: arn };
    const { id: userPoolId } = await create("aws:cognito/userPool:UserPool", { name: "people", lambdaConfig });
    const explicitAuthFlows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"];
    const client = { userPoolId, name: "web", explicitAuthFlows };
    ClientId = (await create("aws:cognito/userPoolClient:UserPoolClient", client)).id;
  });
  after(() => cloud.close());

  const create = (type: string, inputs: object) => cloud.resource(type).create({ ...inputs }, resourceContext("t"));
  const call = (operation: string, input: object) =>
    jsonCall(cloud, "cognito-idp", `AWSCognitoIdentityProviderService.${operation}`, { ClientId, ...input });
  const claims = (token: unknown) => JSON.parse(Buffer.from(String(token).split(".")[1] ?? "", "base64url").toString());

  it("let a user in, and change the claims of an id token that may be changed", async () => {
    const UserAttributes = [{ Name: "email", Value: "ada@example.com" }];
    const signUp = { Username: "ada", Password: "Perm-1-pw", UserAttributes };
    assert.equal((await call("SignUp", signUp)).body.UserConfirmed, true);
    const AuthParameters = { USERNAME: "ada", PASSWORD: "Perm-1-pw" };
    const { body } = await call("InitiateAuth", { AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
    const { IdToken, AccessToken, RefreshToken: REFRESH_TOKEN } = body.AuthenticationResult;
    const id = claims(IdToken);
    assert.deepEqual([id.why, id.email, id["cognito:username"]], ["TokenGeneration_Authentication", undefined, "ada"]);
    assert.equal(id.sub, claims(AccessToken).sub);
    assert.ok(id.exp);
    const again = await call("InitiateAuth", { AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: { REFRESH_TOKEN } });
    assert.equal(claims(again.body.AuthenticationResult.IdToken).why, "TokenGeneration_RefreshTokens");
  });

  it("refuse in their own words, and keep nobody", async () => {
    const { body } = await call("SignUp", { Username: "eve", Password: "Perm-1-pw" });
    const message = "PreSignUp failed with error no PreSignUp_SignUp.";
    assert.deepEqual(body, { __type: "UserLambdaValidationException", message });
    const AuthParameters = { USERNAME: "eve", PASSWORD: "Perm-1-pw" };
    const signIn = await call("InitiateAuth", { AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
    assert.equal(signIn.body.__type, "UserNotFoundException");
  });
});
