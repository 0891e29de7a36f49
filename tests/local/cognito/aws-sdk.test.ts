import assert from "node:assert/strict";
import {
  CodeMismatchException,
  CognitoIdentityProvider,
  type CognitoIdentityProviderServiceException,
  InvalidPasswordException,
  NotAuthorizedException,
  paginateListGroups,
  paginateListUsers,
  ResourceNotFoundException,
  UserNotFoundException,
  UsernameExistsException,
} from "@aws-sdk/client-cognito-identity-provider";
import { type RealCloud, startRealCloud } from "./real-cloud";

describe("the AWS SDK with the local cloud's user pools", () => {
  let cloud: RealCloud;
  let UserPoolId: string;
  let ClientId: string;
  before(async () => {
    cloud = await startRealCloud();
    const { UserPool } = await cloud.sdk.createUserPool({
      PoolName: "people",
      AliasAttributes: ["email"],
      AutoVerifiedAttributes: ["email"],
    });
    UserPoolId = UserPool?.Id ?? "";
    const { UserPoolClient } = await cloud.sdk.createUserPoolClient({
      UserPoolId,
      ClientName: "app",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    });
    ClientId = UserPoolClient?.ClientId ?? "";
  });
  after(() => cloud.close());

  it("reads times as times, and what a pool is in AWS's words", async () => {
    const { UserPool } = await cloud.sdk.describeUserPool({ UserPoolId });
    assert.ok(
      UserPool?.CreationDate instanceof Date && Math.abs(UserPool.CreationDate.getTime() - Date.now()) < 60_000,
    );
    assert.equal(UserPool.Arn, `arn:aws:cognito-idp:eu-west-1:000000000000:userpool/${UserPoolId}`);
    assert.equal(UserPool.SchemaAttributes?.find(({ Name }) => Name === "sub")?.Mutable, false);
  });

  it("pages through users and groups", async () => {
    for (let at = 0; at < 7; at++) {
      await cloud.sdk.adminCreateUser({ UserPoolId, Username: `user-${at}`, MessageAction: "SUPPRESS" });
      await cloud.sdk.createGroup({ UserPoolId, GroupName: `group-${at}` });
    }
    const client = cloud.sdk;
    const users: string[] = [];
    for await (const { Users = [] } of paginateListUsers(
      { client, pageSize: 3 },
      { UserPoolId, Filter: 'username ^= "user-"' },
    ))
      users.push(...Users.map(({ Username = "" }) => Username));
    const groups: string[] = [];
    for await (const { Groups = [] } of paginateListGroups({ client, pageSize: 2 }, { UserPoolId }))
      groups.push(...Groups.map(({ GroupName = "" }) => GroupName));
    const numbered = (what: string) => Array.from({ length: 7 }, (_, at) => `${what}-${at}`);
    assert.deepEqual(users.sort(), numbered("user"));
    assert.deepEqual(groups.sort(), numbered("group"));
  });

  it("calls what nobody signs without credentials, as a browser does", async () => {
    const { endpoint, region } = cloud.cloud;
    const anybody = new CognitoIdentityProvider({
      endpoint,
      region,
      credentials: () => Promise.reject(new Error("nobody is signed in to AWS")),
    });
    const UserAttributes = [{ Name: "email", Value: "ada@example.com" }];
    const made = await anybody.signUp({ ClientId, Username: "ada", Password: "Secret-1", UserAttributes });
    assert.deepEqual(made.CodeDeliveryDetails, {
      AttributeName: "email",
      DeliveryMedium: "EMAIL",
      Destination: "a***@e***",
    });
    await anybody.confirmSignUp({ ClientId, Username: "ada", ConfirmationCode: cloud.lastCode(UserPoolId) });
    const { AuthenticationResult } = await anybody.initiateAuth({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "ada@example.com", PASSWORD: "Secret-1" },
    });
    const user = await anybody.getUser({ AccessToken: AuthenticationResult?.AccessToken });
    assert.deepEqual([user.Username, user.UserAttributes?.[0]?.Name], ["ada", "sub"]);
  });

  const refusals: readonly [
    string,
    new (...args: never[]) => CognitoIdentityProviderServiceException,
    () => Promise<unknown>,
  ][] = [
    ["an unknown user", UserNotFoundException, () => cloud.sdk.adminGetUser({ UserPoolId, Username: "eve" })],
    ["an unknown pool", ResourceNotFoundException, () => cloud.sdk.describeUserPool({ UserPoolId: "eu-west-1_none" })],
    ["a name that is taken", UsernameExistsException, () => cloud.sdk.adminCreateUser({ UserPoolId, Username: "ada" })],
    [
      "a weak password",
      InvalidPasswordException,
      () => cloud.sdk.signUp({ ClientId, Username: "bob", Password: "secret" }),
    ],
    [
      "a wrong password",
      NotAuthorizedException,
      () =>
        cloud.sdk.initiateAuth({
          ClientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: "ada", PASSWORD: "Secret-2" },
        }),
    ],
  ];
  for (const [what, type, call] of refusals)
    it(`has a class for ${what}`, () =>
      assert.rejects(call, (error) => {
        assert.ok(error instanceof type, String(error));
        assert.equal(error.$metadata.httpStatusCode, 400);
        return true;
      }));

  it("has a class for a wrong code", async () => {
    const UserAttributes = [{ Name: "email", Value: "bob@example.com" }];
    await cloud.sdk.signUp({ ClientId, Username: "bob", Password: "Secret-1", UserAttributes });
    const wrong = cloud.lastCode(UserPoolId) === "000000" ? "000001" : "000000";
    await assert.rejects(
      cloud.sdk.confirmSignUp({ ClientId, Username: "bob", ConfirmationCode: wrong }),
      CodeMismatchException,
    );
  });
});
