import assert from "node:assert/strict";
import { claimsOf, type HostedPool, postForm, startHostedPool } from "./hosted-pool";

describe("cognito, hosted: the token endpoint", () => {
  let pool: HostedPool;
  let machine: { readonly ClientId: string; readonly ClientSecret: string };
  const scopes = ["https://api.test/read", "https://api.test/write"];
  before(async () => {
    pool = await startHostedPool();
    const { UserPoolId } = pool;
    const Scopes = ["read", "write", "admin"].map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName }));
    await pool.call("CreateResourceServer", { UserPoolId, Identifier: "https://api.test", Name: "api", Scopes });
    machine = await pool.createClient({
      GenerateSecret: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: scopes,
    });
  });
  after(() => pool.close());

  const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });
  const grant_type = "client_credentials";

  it("gives a machine a token of its own, by header or by form, for all of its scopes or some", async () => {
    const { ClientId, ClientSecret } = machine;
    const { status, body, headers } = await pool.token({ grant_type }, basic(ClientId, ClientSecret));
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body).sort(), ["access_token", "expires_in", "token_type"]);
    assert.equal(headers.get("cache-control"), "no-store");
    const { exp, iat, jti, auth_time, ...claims } = claimsOf(body.access_token);
    assert.deepEqual(claims, {
      sub: ClientId,
      token_use: "access",
      scope: scopes.join(" "),
      iss: `https://cognito-idp.eu-west-1.amazonaws.com/${pool.UserPoolId}`,
      version: 2,
      client_id: ClientId,
    });
    const some = await pool.token({
      grant_type,
      scope: scopes[1] ?? "",
      client_id: ClientId,
      client_secret: ClientSecret,
    });
    assert.equal(claimsOf(some.body.access_token).scope, scopes[1]);
  });

  it("refuses in the words of OAuth", async () => {
    const { ClientId, ClientSecret } = machine;
    const own = basic(ClientId, ClientSecret);
    const id = pool.ClientId;
    const tried: readonly (readonly [Readonly<Record<string, string>>, Readonly<Record<string, string>>, string])[] = [
      [{}, own, "invalid_request"],
      [{ grant_type: "password" }, own, "unsupported_grant_type"],
      [{ grant_type: "toString" }, own, "unsupported_grant_type"],
      [{ grant_type }, basic(ClientId, "wrong"), "invalid_client"],
      [{ grant_type }, basic("x", ClientSecret), "invalid_client"],
      [{ grant_type }, { authorization: "Basic !" }, "invalid_client"],
      [{ grant_type }, {}, "invalid_request"],
      [{ grant_type, client_id: ClientId }, {}, "invalid_client"],
      [{ grant_type, client_id: id }, own, "invalid_client"],
      [{ grant_type, client_id: id, client_secret: "x" }, {}, "invalid_client"],
      [{ grant_type, client_id: id }, {}, "unauthorized_client"],
      [{ grant_type, scope: "https://api.test/admin" }, own, "invalid_scope"],
      [{ grant_type, scope: "openid" }, own, "invalid_scope"],
      [{ grant_type: "authorization_code", code: "x", redirect_uri: "y" }, own, "unauthorized_client"],
      [{ grant_type: "authorization_code", client_id: id, redirect_uri: "y" }, {}, "invalid_request"],
      [{ grant_type: "authorization_code", client_id: id, code: "x" }, {}, "invalid_request"],
      [{ grant_type: "refresh_token", client_id: id }, {}, "invalid_request"],
      [{ grant_type: "refresh_token", client_id: id, refresh_token: "x".repeat(10_000) }, {}, "invalid_grant"],
    ];
    for (const [form, headers, error] of tried) {
      const { status, body } = await pool.token(form, headers);
      assert.deepEqual([status, body.error], [400, error], JSON.stringify({ form, headers }));
    }
    assert.equal((await pool.token({ grant_type, pad: "x".repeat(70_000) }, own)).status, 413);
    assert.equal((await fetch(`${pool.url}/oauth2/token`)).status, 405);
  });

  it("forgets a scope that its resource server has no more", async () => {
    const { UserPoolId } = pool;
    await pool.call("CreateResourceServer", {
      UserPoolId,
      Identifier: "gone",
      Name: "gone",
      Scopes: [{ ScopeName: "x", ScopeDescription: "x" }],
    });
    const { ClientId, ClientSecret } = await pool.createClient({
      GenerateSecret: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: ["gone/x"],
    });
    assert.equal((await pool.token({ grant_type }, basic(ClientId, ClientSecret))).status, 200);
    await pool.call("DeleteResourceServer", { UserPoolId, Identifier: "gone" });
    assert.deepEqual((await pool.token({ grant_type }, basic(ClientId, ClientSecret))).body, {
      error: "invalid_scope",
    });
  });

  it("answers scripts of other sites, also what browsers ask before", async () => {
    const asked = await fetch(`${pool.url}/oauth2/userInfo`, {
      method: "OPTIONS",
      headers: { origin: "https://app.test" },
    });
    assert.equal(asked.status, 200);
    assert.equal(asked.headers.get("access-control-allow-origin"), "*");
    assert.match(asked.headers.get("access-control-allow-headers") ?? "", /authorization/);
    const { headers } = await postForm(`${pool.url}/oauth2/token`, {});
    assert.equal(headers.get("access-control-allow-origin"), "*");
  });
});
