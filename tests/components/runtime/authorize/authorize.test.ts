import assert from "node:assert/strict";
import { SignJWT } from "jose";
import type { TokenSettings } from "../../../../components/contracts/tokens";
import { authorizer } from "../../../../components/runtime/authorize/authorize";
import type { KeyTimes } from "../../../../components/runtime/authorize/issuer-keys";
import { AUDIENCE, openIssuer, type TestIssuer } from "./issuer";

const STAGE = "arn:aws:execute-api:eu-west-1:000000000000:abc123/api";
const DISCOVERY = "/.well-known/openid-configuration";
const ALGORITHMS = ["RS256", "ES256"];

describe("the function that looks at tokens", () => {
  let issuer: TestIssuer;
  let lines: { readonly message: string; readonly reason: string }[];
  let failures: number;
  beforeEach(async () => {
    issuer = await openIssuer();
    lines = [];
    failures = 0;
  });
  afterEach(() => issuer.close());

  const settings = (more: Partial<TokenSettings> = {}): TokenSettings => ({
    issuers: [{ url: issuer.url }],
    audiences: [AUDIENCE],
    algorithms: ALGORITHMS,
    skewSeconds: 30,
    roleClaim: "roles",
    ...more,
  });

  const open = (more: Partial<TokenSettings> = {}, times: Partial<KeyTimes> = {}) => {
    const log = (message: string, fields = {}) => void lines.push({ message, reason: "", ...fields });
    const count = () => {
      failures += 1;
    };
    const authorize = authorizer(settings(more), { info: log, error: log }, { count }, times);
    return (token: string) =>
      authorize({ authorizationToken: `Bearer ${token}`, methodArn: `${STAGE}/GET/tickets/7/seats` });
  };

  const refused = async (ask: (token: string) => Promise<unknown>, token: string, reason: RegExp) => {
    await assert.rejects(ask(token), { message: "Unauthorized" });
    assert.match(lines.at(-1)?.reason ?? "", reason);
  };

  const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

  it("answers a policy for all routes of the stage, and who calls", async () => {
    const exp = inSeconds(600);
    const claims = { azp: "shop-web", scope: "openid shop/book", roles: ["organisers", "a,b", 7, "press"], exp };
    assert.deepEqual(await open()(await issuer.token({ ...claims, aud: ["other", AUDIENCE] })), {
      principalId: "ana",
      policyDocument: {
        Version: "2012-10-17",
        Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: [`${STAGE}/*`] }],
      },
      context: {
        sub: "ana",
        iss: issuer.url,
        aud: AUDIENCE,
        client_id: "shop-web",
        scope: "openid shop/book",
        roles: "organisers,press",
        exp: String(exp),
        token_use: "access",
      },
    });
    assert.equal(failures, 0);
  });

  it("opens the routes of the caller's scopes and roles, and none where there is none", async () => {
    const opens = {
      everyone: ["GET/shows"],
      scopes: { "shop/book": ["POST/tickets"] },
      roles: { organisers: ["POST/shows", "PUT/shows/*"] },
    };
    const ask = open({ opens, roleClaim: "realm_access.roles" });
    const routes = async (claims = {}) => (await ask(await issuer.token(claims))).policyDocument.Statement[0];
    const allowed = (...paths: string[]) => ({
      Action: "execute-api:Invoke",
      Effect: "Allow",
      Resource: paths.map((path) => `${STAGE}/${path}`),
    });
    assert.deepEqual(await routes(), allowed("GET/shows"));
    assert.deepEqual(await routes({ scp: ["shop/book"] }), allowed("GET/shows", "POST/tickets"));
    assert.deepEqual(
      await routes({ realm_access: { roles: ["organisers"] }, roles: ["press"] }),
      allowed("GET/shows", "POST/shows", "PUT/shows/*"),
    );
    const none = open({ opens: { ...opens, everyone: [] } });
    assert.deepEqual((await none(await issuer.token({ scope: "shop/bookkeeping" }))).policyDocument.Statement[0], {
      Action: "execute-api:Invoke",
      Effect: "Deny",
      Resource: [`${STAGE}/*`],
    });
  });

  it("refuses tokens of others, for others, before and after their time, of nobody, and of no three parts", async () => {
    const ask = open();
    await refused(ask, await issuer.token({ iss: "https://elsewhere.example.com" }), /^of another issuer$/);
    await refused(ask, await issuer.token({ iss: `${issuer.url}/` }), /^of another issuer$/);
    await refused(ask, await issuer.token({ aud: "https://other.example.com" }), /CLAIM_VALIDATION_FAILED \(aud\)/);
    await refused(ask, await issuer.token({ aud: undefined }), /\(aud\)/);
    await refused(ask, await issuer.token({ exp: inSeconds(-60) }), /JWT_EXPIRED/);
    await refused(ask, await issuer.token({ exp: undefined }), /\(exp\)/);
    await refused(ask, await issuer.token({ nbf: inSeconds(60) }), /\(nbf\)/);
    await refused(ask, await issuer.token({ sub: undefined }), /\(sub\)/);
    await refused(ask, await issuer.token({ sub: "" }), /^of nobody$/);
    await refused(ask, "a.b.c", /JWT/);
    await refused(ask, "", /no bearer/);
    const [header, , signature] = (await issuer.token()).split(".");
    const body = Buffer.from(JSON.stringify({ iss: issuer.url, sub: "bob" })).toString("base64url");
    await refused(ask, `${header}.${body}.${signature}`, /SIGNATURE/);
    assert.equal(failures, 0);
    assert.equal(lines.filter(({ message }) => message !== "token refused").length, 0);
  });

  it("refuses what its issuer made for other ends, though the audience is right", async () => {
    const ask = open();
    for (const claims of [{ nonce: "n" }, { at_hash: "h" }, { c_hash: "h" }, { typ: "ID" }, { token_use: "id" }])
      await refused(ask, await issuer.token(claims), /^no access token$/);
    for (const typ of ["id+jwt", "logout+jwt", "application/dpop+JWT"])
      await refused(ask, await issuer.token({}, { typ }), /^no access token$/);
    for (const typ of ["at+jwt", "application/at+jwt", "AT+JWT", "JWT"])
      assert.equal((await ask(await issuer.token({ typ: "Bearer", token_use: "access" }, { typ }))).principalId, "ana");
    assert.equal((await ask(await issuer.token({ nonce: "n" }, { typ: "at+jwt" }))).principalId, "ana");
  });

  it("takes clocks that differ a little", async () => {
    const late = await issuer.token({ exp: inSeconds(-10) });
    assert.equal((await open()(late)).principalId, "ana");
    await refused(open({ skewSeconds: 0 }), late, /JWT_EXPIRED/);
  });

  it("believes signatures by public keys alone, whatever the token says", async () => {
    const ask = open();
    const claims = { sub: "ana", iss: issuer.url, aud: AUDIENCE, exp: inSeconds(600) };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    await refused(ask, `${part({ alg: "none" })}.${part(claims)}.`, /ALG_NOT_ALLOWED|JWS/);
    const shared = await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256", kid: "k1" })
      .sign(new TextEncoder().encode("the public key, taken for a secret of both sides"));
    await refused(ask, shared, /ALG_NOT_ALLOWED/);
    await refused(open({ algorithms: ["ES256"] }), await issuer.token(), /ALG_NOT_ALLOWED/);
  });

  it("asks nobody about a token that is very long", async () => {
    await refused(open(), await issuer.token({ more: "x".repeat(9_000) }), /^longer than 8192/);
    await refused(open(), "x".repeat(1_000_000), /^longer than 8192/);
    assert.deepEqual(issuer.asked, []);
  });

  it("reads keys once, however many ask, and again once for keys that it does not know", async () => {
    const ask = open({}, { cooldownMs: 200 });
    const tokens = await Promise.all(["ana", "bob", "cem"].map((sub) => issuer.token({ sub })));
    const asked = await Promise.all(tokens.map(ask));
    assert.deepEqual(
      [asked.map(({ principalId }) => principalId), issuer.asked],
      [
        ["ana", "bob", "cem"],
        [DISCOVERY, "/keys"],
      ],
    );
    const unknown = await issuer.token({}, { kid: "k9" });
    await refused(ask, unknown, /NO_MATCHING_KEY/);
    assert.equal(issuer.asked.length, 2, "not sooner than a while after the last time");
    await issuer.rotate();
    await new Promise((later) => setTimeout(later, 250));
    assert.equal((await ask(await issuer.token())).principalId, "ana");
    assert.equal(issuer.asked.length, 3);
    await refused(ask, unknown, /NO_MATCHING_KEY/);
    assert.equal(issuer.asked.length, 3);
    assert.equal(failures, 0);
  });

  it("forgets keys that were withdrawn", async () => {
    const ask = open({}, { keepMs: 100, cooldownMs: 0 });
    const old = await issuer.token();
    await ask(old);
    await issuer.rotate();
    await new Promise((later) => setTimeout(later, 150));
    await refused(ask, old, /NO_MATCHING_KEY/);
  });

  it("reads keys from where they are said to be, without asking the issuer", async () => {
    const ask = open({ issuers: [{ url: issuer.url, keys: `${issuer.url}/keys` }] });
    await ask(await issuer.token());
    assert.deepEqual(issuer.asked, ["/keys"]);
  });

  it("takes tokens of several issuers, each by its own keys", async () => {
    const other = await openIssuer();
    try {
      const ask = open({ issuers: [{ url: issuer.url }, { url: other.url }] });
      assert.equal((await ask(await issuer.token())).context?.iss, issuer.url);
      assert.equal((await ask(await other.token())).context?.iss, other.url);
      await refused(ask, await other.token({ iss: issuer.url }), /SIGNATURE/);
    } finally {
      await other.close();
    }
  });

  it("fails, and counts it, while the keys are out of reach, and tries again for the next token", async () => {
    const ask = open({}, { timeoutMs: 200 });
    const token = await issuer.token();
    const failing: [string, NonNullable<TestIssuer["answer"]>, RegExp][] = [
      ["an error", (_, response) => response.writeHead(503).end(), /answers 503/],
      ["nonsense", (_, response) => response.end("<html>"), /JSON|token/i],
      [
        "another's",
        (_, response) => response.end(`{"issuer":"https://x.example","jwks_uri":"https://x.example"}`),
        /is that of/,
      ],
      [
        "no address",
        (_, response) => response.end(`{"issuer":"${issuer.url}","jwks_uri":"http://x.example"}`),
        /no keys behind https/,
      ],
      ["nothing", () => undefined, /Timeout|abort/i],
      ["too much", (_, response) => response.end("x".repeat(300_000)), /more than 262144 bytes/],
      ["elsewhere", (_, response) => response.writeHead(302, { location: "https://x.example/" }).end(), /fetch failed/],
    ];
    for (const [name, answer, reason] of failing) {
      issuer.answer = answer;
      await assert.rejects(ask(token), { name: "KeysUnavailableError" }, name);
      assert.match(lines.at(-1)?.reason ?? "", reason, name);
    }
    assert.equal(failures, failing.length);
    issuer.answer = undefined;
    assert.equal((await ask(token)).principalId, "ana");
  });

  it("writes nothing of a token into its log", async () => {
    const token = await issuer.token({ sub: "somebody", aud: "secret-audience" });
    await refused(open(), token, /aud/);
    const written = JSON.stringify(lines);
    for (const part of [...token.split("."), "somebody", "secret-audience"]) assert.ok(!written.includes(part), part);
  });
});
