import assert from "node:assert/strict";
import { FUNCTIONS_RUN, triggerFunction } from "../trigger-function";
import { CALLBACK, claimsOf, type HostedPool, PASSWORD, startHostedPool, Visitor } from "./hosted-pool";

const CODE = `const heard = [];
exports.handler = async (event) => {
  heard.push(event.triggerSource);
  if (event.userName === "eve") throw new Error("no " + event.triggerSource);
  if (event.triggerSource === "PreSignUp_SignUp") event.response.autoConfirmUser = true;
  if (event.triggerSource.startsWith("TokenGeneration_")) {
    event.response.claimsOverrideDetails = { claimsToAddOrOverride: { why: event.triggerSource, heard: heard.splice(0).join(" ") } };
  }
  return event;
};`;

describe("cognito, hosted: functions of a pool", () => {
  let pool: HostedPool;
  before(async () => {
    pool = await startHostedPool({}, {}, FUNCTIONS_RUN);
    const arn = await triggerFunction(pool.cloud, CODE);
    const names = ["PreSignUp", "PostConfirmation", "PreAuthentication", "PostAuthentication", "PreTokenGeneration"];
    const LambdaConfig = Object.fromEntries(names.map((name) => [name, arn]));
    await pool.call("UpdateUserPool", { UserPoolId: pool.UserPoolId, LambdaConfig });
  });
  after(() => pool.close());

  const open = (path: string) => new Visitor().open(`${pool.url}${path}?${pool.query({ scope: "openid" })}`);

  it("hear of a sign-up and of tokens by the pages, and of nothing twice", async () => {
    const visitor = await (await open("/signup")).submit({ username: "ada", password: PASSWORD });
    const code = visitor.parameter("code") ?? assert.fail(`who is confirmed is signed in: ${visitor.text}`);
    const grant = { grant_type: "authorization_code", client_id: pool.ClientId, redirect_uri: CALLBACK, code };
    const { id_token, refresh_token } = (await pool.token(grant)).body;
    const { why, heard } = claimsOf(id_token);
    assert.equal(why, "TokenGeneration_HostedAuth");
    assert.deepEqual(String(heard).split(" "), [
      "PreSignUp_SignUp",
      "PostConfirmation_ConfirmSignUp",
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
      "TokenGeneration_HostedAuth",
    ]);
    const again = await pool.token({ grant_type: "refresh_token", client_id: pool.ClientId, refresh_token });
    assert.equal(claimsOf(again.body.id_token).why, "TokenGeneration_RefreshTokens");
  });

  it("hear of who comes by an outside provider: of its sign-up once, of each sign-in", async () => {
    const { UserPoolId } = pool;
    const ProviderDetails = { client_id: "x", client_secret: "y", authorize_scopes: "openid" };
    const google = { UserPoolId, ProviderName: "Google", ProviderType: "Google", ProviderDetails };
    await pool.call("CreateIdentityProvider", { ...google, AttributeMapping: { email: "email" } });
    const { ClientId: client_id } = await pool.createClient({ SupportedIdentityProviders: ["Google"] });
    const heardBy = async (fields: Readonly<Record<string, string>>) => {
      const query = pool.query({ client_id, scope: "openid", identity_provider: "Google" });
      const visitor = await new Visitor().open(`${pool.url}/oauth2/authorize?${query}`);
      const code = (await visitor.submit(fields)).parameter("code") ?? assert.fail(visitor.text);
      const grant = { grant_type: "authorization_code", client_id, redirect_uri: CALLBACK, code };
      return claimsOf((await pool.token(grant)).body.id_token);
    };
    const first = await heardBy({ id: "117", "attribute.email": "cleo@example.com" });
    assert.deepEqual(String(first.heard).split(" "), [
      "PreSignUp_ExternalProvider",
      "PostConfirmation_ConfirmSignUp",
      "PostAuthentication_Authentication",
      "TokenGeneration_HostedAuth",
    ]);
    assert.equal(first["cognito:username"], "Google_117");
    assert.deepEqual(first["cognito:groups"], [`${UserPoolId}_Google`]);
    const [identity] = first.identities as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual([identity?.userId, identity?.providerName], ["117", "Google"]);
    const again = await heardBy({ known: "Google_117" });
    assert.equal(again.heard, "PostAuthentication_Authentication TokenGeneration_HostedAuth");
    assert.equal(again.email, "cleo@example.com");
  });

  it("refuse on the page, in their own words", async () => {
    const signUp = await (await open("/signup")).submit({ username: "eve", password: PASSWORD });
    assert.match(signUp.text, /PreSignUp failed with error no PreSignUp_SignUp\./);
  });
});
