import assert from "node:assert/strict";
import { resourceContext } from "../../../cloud/test-cloud";
import { functionInputs } from "../../lambda/deployed";
import { plainSpawn } from "../../rds/throw-away";
import { CALLBACK, claimsOf, type HostedPool, PASSWORD, startHostedPool, Visitor } from "./hosted-pool";

const CODE = `exports.handler = async (event) => {
  if (event.userName === "eve") throw new Error("no " + event.triggerSource);
  if (event.triggerSource === "PreSignUp_SignUp") event.response.autoConfirmUser = true;
  if (event.triggerSource.startsWith("TokenGeneration_")) {
    event.response.claimsOverrideDetails = { claimsToAddOrOverride: { why: event.triggerSource } };
  }
  return event;
};`;

describe("cognito, hosted: functions of a pool", () => {
  let pool: HostedPool;
  before(async () => {
    pool = await startHostedPool({}, {}, { lifecycle: { ...plainSpawn, port: async () => 0 } });
    const create = (type: string, inputs: object) =>
      pool.cloud.resource(type).create({ ...inputs }, resourceContext("t"));
    const Principal = { Service: "lambda.amazonaws.com" };
    const trust = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }] };
    await create("aws:iam/role:Role", { name: "r", assumeRolePolicy: JSON.stringify(trust) });
    const role = "arn:aws:iam::000000000000:role/r";
    const { arn } = (await create("aws:lambda/function:Function", functionInputs("trigger", role, CODE))).outputs;
    const permission = { action: "lambda:InvokeFunction", principal: "cognito-idp.amazonaws.com" };
    await create("aws:lambda/permission:Permission", { ...permission, function: "trigger", statementId: "pool" });
    const LambdaConfig = { PreSignUp: arn, PreAuthentication: arn, PreTokenGeneration: arn };
    await pool.call("UpdateUserPool", { UserPoolId: pool.UserPoolId, LambdaConfig });
  });
  after(() => pool.close());

  const open = (path: string) => new Visitor().open(`${pool.url}${path}?${pool.query({ scope: "openid" })}`);

  it("hear of a sign-up and of tokens by the pages, and of nothing twice", async () => {
    const visitor = await (await open("/signup")).submit({ username: "ada", password: PASSWORD });
    const code = visitor.parameter("code") ?? assert.fail(`who is confirmed is signed in: ${visitor.text}`);
    const grant = { grant_type: "authorization_code", client_id: pool.ClientId, redirect_uri: CALLBACK, code };
    const { id_token, refresh_token } = (await pool.token(grant)).body;
    assert.equal(claimsOf(id_token).why, "TokenGeneration_HostedAuth");
    const again = await pool.token({ grant_type: "refresh_token", client_id: pool.ClientId, refresh_token });
    assert.equal(claimsOf(again.body.id_token).why, "TokenGeneration_RefreshTokens");
  });

  it("refuse on the page, in their own words", async () => {
    const signUp = await (await open("/signup")).submit({ username: "eve", password: PASSWORD });
    assert.match(signUp.text, /PreSignUp failed with error no PreSignUp_SignUp\./);
  });
});
