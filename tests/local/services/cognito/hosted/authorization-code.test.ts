import assert from "node:assert/strict";
import { CALLBACK, claimsOf, type HostedPool, PASSWORD, s256, startHostedPool, Visitor } from "./hosted-pool";

describe("cognito, hosted: the authorization code grant", () => {
  let pool: HostedPool;
  before(async () => {
    pool = await startHostedPool();
    await pool.createUser("ana", { email: "ana@example.com", email_verified: "true", name: "Ana" });
  });
  after(() => pool.close());

  const verifier = "v".repeat(43);
  const signIn = async (more: Readonly<Record<string, string>> = {}, visitor = new Visitor()) => {
    await visitor.open(`${pool.url}/oauth2/authorize?${pool.query(more)}`);
    return visitor.location ? visitor : visitor.submit({ username: "ana", password: PASSWORD });
  };
  const exchange = (code: string | null, more: Readonly<Record<string, string>> = {}) =>
    pool.token({
      grant_type: "authorization_code",
      client_id: pool.ClientId,
      redirect_uri: CALLBACK,
      code: code ?? "",
      ...more,
    });
  const proven = { code_challenge: s256(verifier), code_challenge_method: "S256" };

  it("signs in at the pages and gives tokens for code and verifier, with what was asked for", async () => {
    const visitor = await signIn({ ...proven, scope: "openid email", state: "a b&c", nonce: "n1" });
    assert.ok(visitor.location.startsWith(`${CALLBACK}?code=`));
    assert.equal(visitor.parameter("state"), "a b&c");
    const { status, body } = await exchange(visitor.parameter("code"), { code_verifier: verifier });
    assert.equal(status, 200);
    assert.deepEqual([body.token_type, body.expires_in], ["Bearer", 3600]);
    const id = claimsOf(body.id_token);
    assert.deepEqual([id.nonce, id.email, id.email_verified, id.name], ["n1", "ana@example.com", true, undefined]);
    const access = claimsOf(body.access_token);
    assert.deepEqual([access.scope, access.version, access.username], ["openid email", 2, "ana"]);
    assert.equal(access.origin_jti, id.origin_jti);
    const again = await pool.token({
      grant_type: "refresh_token",
      client_id: pool.ClientId,
      refresh_token: body.refresh_token,
    });
    assert.equal(claimsOf(again.body.access_token).scope, "openid email");
    assert.equal(claimsOf(again.body.access_token).auth_time, access.auth_time);
    assert.equal(again.body.refresh_token, undefined);
  });

  it("rotates refresh tokens where the client does, and takes no old one", async () => {
    const RefreshTokenRotation = { Feature: "ENABLED", RetryGracePeriodSeconds: 0 };
    const { ClientId: client_id } = await pool.createClient({
      RefreshTokenRotation,
      ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"],
    });
    const code = (await signIn({ client_id, scope: "openid" })).parameter("code");
    const { refresh_token: first } = (await exchange(code, { client_id })).body;
    const refresh = (refresh_token: string) => pool.token({ grant_type: "refresh_token", client_id, refresh_token });
    const second = await refresh(first);
    assert.equal(claimsOf(second.body.access_token).scope, "openid");
    assert.ok(second.body.refresh_token && second.body.refresh_token !== first);
    assert.deepEqual((await refresh(first)).body, { error: "invalid_grant" });
  });

  it("takes a code once: who brings it again ends what it was exchanged for", async () => {
    const code = (await signIn()).parameter("code");
    const [one, other] = await Promise.all([exchange(code), exchange(code)]);
    assert.deepEqual([one.status, other.status].sort(), [200, 400]);
    const { refresh_token } = (one.status === 200 ? one : other).body;
    const refresh = () => pool.token({ grant_type: "refresh_token", client_id: pool.ClientId, refresh_token });
    assert.equal((await refresh()).status, 200);
    assert.deepEqual((await exchange(code)).body, { error: "invalid_grant" });
    assert.deepEqual((await refresh()).body, { error: "invalid_grant" });
  });

  it("refuses a code that is late, of another client or address, or without its verifier, and gives it up", async () => {
    const other = await pool.createClient();
    const wrong: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      "no verifier": {},
      "another verifier": { code_verifier: "w".repeat(43) },
      "another address": { code_verifier: verifier, redirect_uri: "https://app.test/other" },
    };
    for (const [what, more] of Object.entries(wrong)) {
      const code = (await signIn(proven)).parameter("code");
      assert.deepEqual((await exchange(code, more)).body, { error: "invalid_grant" }, what);
      assert.equal((await exchange(code, { code_verifier: verifier })).status, 400, `${what}, then the right one`);
    }
    const code = (await signIn(proven)).parameter("code");
    const stolen = await exchange(code, { client_id: other.ClientId, code_verifier: verifier });
    assert.deepEqual(stolen.body, { error: "invalid_grant" });
    assert.equal((await exchange(code, { code_verifier: verifier })).status, 200, "its own client still gets it");
    const unproven = (await signIn()).parameter("code");
    assert.equal(
      (await exchange(unproven, { code_verifier: verifier })).status,
      400,
      "a verifier that nobody asked for",
    );
    const late = (await signIn()).parameter("code");
    pool.cloud.clock.advanceBy(5 * 60_000);
    assert.deepEqual((await exchange(late)).body, { error: "invalid_grant" });
  });

  it("keeps who has signed in for an hour, unless the client wants to see them again", async () => {
    const visitor = await signIn();
    assert.ok((await signIn({ prompt: "none" }, visitor)).parameter("code"));
    assert.match(
      (await new Visitor().open(`${pool.url}/oauth2/authorize?${pool.query({ prompt: "none" })}`)).location,
      /error=login_required$/,
    );
    await visitor.open(`${pool.url}/oauth2/authorize?${pool.query({ prompt: "login" })}`);
    assert.match(visitor.text, /<h1>Sign in<\/h1>/);
    pool.cloud.clock.advanceBy(3_600_000);
    await visitor.open(`${pool.url}/oauth2/authorize?${pool.query()}`);
    assert.match(visitor.text, /<h1>Sign in<\/h1>/);
  });

  it("sends mistakes back to a registered address alone", async () => {
    const opened = (query: string) => new Visitor().open(`${pool.url}/oauth2/authorize?${query}`);
    const evil = "https://evil.test/callback";
    for (const redirect_uri of [
      evil,
      `${CALLBACK}/`,
      `${CALLBACK}?x=1`,
      "https://app.test/callback@evil.test",
      "//evil.test",
      "",
    ]) {
      const page = await opened(pool.query({ redirect_uri, scope: "nope" }));
      assert.deepEqual([page.status, page.location], [400, ""], redirect_uri);
    }
    assert.equal((await opened(pool.query({ client_id: "x" }))).status, 400);
    const errors = [
      [{ response_type: "x" }, "invalid_request"],
      [{ response_type: "token" }, "unauthorized_client"],
      [{ scope: "openid nope" }, "invalid_scope"],
      [{ scope: "email" }, "invalid_scope"],
      [{ code_challenge: s256("x") }, "invalid_request"],
      [{ code_challenge: verifier, code_challenge_method: "plain" }, "invalid_request"],
      [{ code_challenge_method: "S256" }, "invalid_request"],
    ] as const;
    for (const [more, error] of errors) {
      const { location } = await opened(pool.query({ ...more, state: "s 1" }));
      assert.equal(location, `${CALLBACK}?state=s%201&error=${error}`);
    }
  });
});
