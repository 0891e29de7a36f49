import assert from "node:assert/strict";
import { sendRaw } from "../../../../../local/conformance/raw-client";
import { CALLBACK, type HostedPool, PASSWORD, startHostedPool, Visitor } from "./hosted-pool";

interface Asked {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** What nobody here wrote: a certified OIDC client, which finds everything by the names that a pool has on AWS. */
describe("cognito, hosted: openid-client", () => {
  let pool: HostedPool;
  before(async () => {
    pool = await startHostedPool();
    await pool.createUser("ana", { email: "ana@example.com", email_verified: "true" });
  });
  after(() => pool.close());

  /** By the name in the Host header, as functions and browsers with a name server would come. */
  const fetchHere = async (address: string, { method, headers, body }: Asked): Promise<Response> => {
    const { host, pathname, search } = new URL(address);
    const answer = await sendRaw(new URL(pool.cloud.client.endpoint), {
      method,
      target: pathname + search,
      headers: [["host", host], ...new Headers(headers).entries()],
      body: body === undefined ? undefined : Buffer.from(String(body)),
    });
    return new Response(new Uint8Array(answer.body), {
      status: answer.status,
      headers: [...answer.headers] as [string, string][],
    });
  };
  const here = (url: URL) => `${pool.url}${url.pathname}${url.search}`;

  for (const kind of ["public", "confidential"] as const) {
    it(`a ${kind} one signs in with PKCE, refreshes, asks who it is, revokes and signs out`, async () => {
      const oidc = await import("openid-client");
      const made = await pool.createClient({ GenerateSecret: kind === "confidential" });
      const issuer = new URL(`https://cognito-idp.eu-west-1.amazonaws.com/${pool.UserPoolId}`);
      const authentication = kind === "public" ? oidc.None() : oidc.ClientSecretBasic(made.ClientSecret);
      const config = await oidc.discovery(issuer, made.ClientId, undefined, authentication, {
        [oidc.customFetch]: fetchHere,
      });
      oidc.enableNonRepudiationChecks(config);
      const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
      const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()];
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: CALLBACK,
        scope: "openid email profile aws.cognito.signin.user.admin",
        code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: "S256",
        state: expectedState,
        nonce: expectedNonce,
      });
      assert.equal(url.origin, "https://people.auth.eu-west-1.amazoncognito.com");
      const visitor = await new Visitor().open(here(url));
      await visitor.submit({ username: "ana", password: PASSWORD });
      const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
      const tokens = await oidc.authorizationCodeGrant(config, new URL(visitor.location), checks);
      const { sub, email, email_verified } = tokens.claims() ?? assert.fail("no id token");
      assert.deepEqual([email, email_verified], ["ana@example.com", true]);
      const info = await oidc.fetchUserInfo(config, tokens.access_token, sub);
      assert.deepEqual(info, { sub, email: "ana@example.com", email_verified: "true", username: "ana" });

      const refreshToken = tokens.refresh_token ?? assert.fail("no refresh token");
      const refreshed = await oidc.refreshTokenGrant(config, refreshToken);
      assert.equal(refreshed.claims()?.sub, sub);
      await oidc.tokenRevocation(config, refreshToken);
      await assert.rejects(oidc.refreshTokenGrant(config, refreshToken), { error: "invalid_grant" });
      await assert.rejects(oidc.fetchUserInfo(config, tokens.access_token, sub));

      const end = oidc.buildEndSessionUrl(config, { client_id: made.ClientId, logout_uri: "https://app.test/bye" });
      assert.equal((await visitor.open(here(end))).location, "https://app.test/bye");
      await visitor.open(here(url));
      assert.match(visitor.text, /<h1>Sign in<\/h1>/);
    });
  }

  it("a machine gets a token by the client credentials grant", async () => {
    const oidc = await import("openid-client");
    const { UserPoolId } = pool;
    const Scopes = [{ ScopeName: "read", ScopeDescription: "read" }];
    await pool.call("CreateResourceServer", { UserPoolId, Identifier: "api", Name: "api", Scopes });
    const { ClientId, ClientSecret } = await pool.createClient({
      GenerateSecret: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: ["api/read"],
    });
    const issuer = new URL(`https://cognito-idp.eu-west-1.amazonaws.com/${UserPoolId}`);
    const options = { [oidc.customFetch]: fetchHere };
    const config = await oidc.discovery(issuer, ClientId, ClientSecret, undefined, options);
    const { access_token, expires_in, id_token } = await oidc.clientCredentialsGrant(config, { scope: "api/read" });
    assert.deepEqual([access_token.split(".").length, expires_in, id_token], [3, 3600, undefined]);
  });
});
