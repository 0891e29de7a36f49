import assert from "node:assert/strict";
import { CALLBACK, claimsOf, type HostedPool, PASSWORD, postForm, startHostedPool, Visitor } from "./hosted-pool";

describe("cognito, hosted: the implicit grant, userInfo and revocation", () => {
  let pool: HostedPool;
  before(async () => {
    pool = await startHostedPool({}, { AllowedOAuthFlows: ["implicit", "code"] });
    await pool.createUser("ana", { email: "ana@example.com", email_verified: "true", name: "Ana" });
  });
  after(() => pool.close());

  const signIn = async (more: Readonly<Record<string, string>>) => {
    const visitor = await new Visitor().open(
      `${pool.url}/oauth2/authorize?${pool.query({ response_type: "token", ...more })}`,
    );
    return visitor.submit({ username: "ana", password: PASSWORD });
  };
  const userInfo = async (authorization: string) => {
    const response = await fetch(`${pool.url}/oauth2/userInfo`, { headers: authorization ? { authorization } : {} });
    const why = response.headers.get("www-authenticate") ?? "";
    return { status: response.status, why, body: (await response.json()) as Readonly<Record<string, unknown>> };
  };

  it("gives tokens in the fragment, and none to come back with; an id token for openid alone", async () => {
    const visitor = await signIn({ scope: "openid", nonce: "n", state: "s" });
    assert.match(
      visitor.location,
      new RegExp(`^${CALLBACK}#id_token=[^&]+&access_token=[^&]+&expires_in=3600&token_type=Bearer&state=s$`),
    );
    const { nonce, at_hash, email, name } = claimsOf(visitor.parameter("id_token") ?? "");
    assert.deepEqual([nonce, typeof at_hash, email, name], ["n", "string", "ana@example.com", "Ana"]);
    const bare = await signIn({ scope: "aws.cognito.signin.user.admin" });
    assert.equal(bare.parameter("id_token"), null);
    assert.equal(claimsOf(bare.parameter("access_token") ?? "").scope, "aws.cognito.signin.user.admin");
  });

  it("tells by an access token what its scopes are for, and nothing by another", async () => {
    const token = async (scope: string) => (await signIn({ scope })).parameter("access_token") ?? "";
    const narrow = await userInfo(`Bearer ${await token("openid email")}`);
    const { sub, ...attributes } = narrow.body;
    assert.match(String(sub), /^[0-9a-f-]{36}$/);
    assert.deepEqual(attributes, { email: "ana@example.com", email_verified: "true", username: "ana" });
    assert.equal((await userInfo(`Bearer ${await token("openid profile")}`)).body.name, "Ana");
    const unfit = await userInfo(`Bearer ${await token("aws.cognito.signin.user.admin")}`);
    assert.deepEqual([unfit.status, unfit.body.error], [401, "invalid_token"]);
    const good = await token("openid");
    const id = (await signIn({ scope: "openid" })).parameter("id_token");
    for (const wrong of [id, "abc", `${good}x`, `${good.split(".").slice(0, 2).join(".")}.`]) {
      const { status, why } = await userInfo(`Bearer ${wrong}`);
      assert.deepEqual([status, /^error="invalid_token"/.test(why)], [401, true], String(wrong));
    }
    for (const none of ["", "Basic YTpi", "Bearer "]) {
      const { status, why } = await userInfo(none);
      assert.deepEqual([status, /^error="invalid_request"/.test(why)], [400, true], none);
    }
    await pool.call("AdminDisableUser", { UserPoolId: pool.UserPoolId, Username: "ana" });
    assert.equal((await userInfo(`Bearer ${good}`)).status, 401);
    await pool.call("AdminEnableUser", { UserPoolId: pool.UserPoolId, Username: "ana" });
  });

  it("takes refresh tokens back, and says so of all that are none", async () => {
    const code = (await signIn({ response_type: "code" })).parameter("code") ?? "";
    const grant = { grant_type: "authorization_code", client_id: pool.ClientId, code, redirect_uri: CALLBACK };
    const { refresh_token, access_token } = (await pool.token(grant)).body;
    const revoke = async (form: Readonly<Record<string, string>>) => {
      const { status, body } = await postForm(`${pool.url}/oauth2/revoke`, form);
      return [status, body?.error];
    };
    const own = { client_id: pool.ClientId };
    assert.deepEqual(await revoke(own), [400, "invalid_request"]);
    assert.deepEqual(await revoke({ client_id: "x", token: refresh_token }), [401, "invalid_client"]);
    assert.deepEqual(await revoke({ ...own, token: access_token }), [400, "unsupported_token_type"]);
    assert.deepEqual(await revoke({ ...own, token: "made-up" }), [200, undefined]);
    const other = await pool.createClient();
    assert.deepEqual(await revoke({ client_id: other.ClientId, token: refresh_token }), [200, undefined]);
    assert.equal((await userInfo(`Bearer ${access_token}`)).status, 200, "another client takes nothing back");
    assert.deepEqual(await revoke({ ...own, token: refresh_token }), [200, undefined]);
    assert.equal((await userInfo(`Bearer ${access_token}`)).status, 401);
  });
});
