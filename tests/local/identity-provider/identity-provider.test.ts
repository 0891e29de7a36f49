import assert from "node:assert/strict";
import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createCloud } from "../../../local/cloud/create-cloud";
import { Teardown } from "../../../local/cloud/teardown";
import { ISSUER, placeIssuer } from "../../../local/identity-provider/address";
import { startIdentityProvider } from "../../../local/identity-provider/server";
import { Ports } from "../../../local/lifecycle/ports";
import { tokenOfIssuer } from "../../../local/users/issuer-token";
import { usersOf } from "../../../local/users/pattern-users";

const log = { info() {}, warn() {}, output() {} };
const lifecycle = (taken: readonly number[] = []) => ({
  port: async (wanted: number) => (wanted === 0 || taken.includes(wanted) ? 4999 : wanted),
});

describe("identity provider for development: its place", () => {
  const config = { "p:shop": JSON.stringify({ issuer: ISSUER, audience: "shop" }), "aws:region": "eu-west-1" };

  it("is what the stack says, and nobody looks for a port where it says nothing", async () => {
    assert.deepEqual(await placeIssuer([{ config }], { lifecycle: lifecycle(), port: undefined, log }), {
      stacks: [{ config }],
      port: 4560,
    });
    const others = { "p:shop": '{"issuer":"https://id.example.com"}', "p:other": "http://127.0.0.1:45601" };
    const nobody = { port: () => assert.fail("asked for a port") };
    assert.deepEqual(await placeIssuer([{ config: others }], { lifecycle: nobody, port: undefined, log }), {
      stacks: [{ config: others }],
      port: undefined,
    });
  });

  it("moves in the configuration where its port is taken, or where any will do", async () => {
    for (const [given, notes] of [
      [{ lifecycle: lifecycle([4560]), port: undefined }, ["port 4560 is taken: the identity provider is on 4999"]],
      [{ lifecycle: lifecycle(), port: 0 }, []],
    ] as const) {
      const said: string[] = [];
      const stacks = [{ config: {} }, { config }];
      const placed = await placeIssuer(stacks, { ...given, log: { info: (_, line) => void said.push(line) } });
      const moved = { ...config, "p:shop": '{"issuer":"http://127.0.0.1:4999","audience":"shop"}' };
      assert.deepEqual(placed, { stacks: [{ config: {} }, { config: moved }], port: 4999 });
      assert.deepEqual(said, notes);
    }
  });
});

describe("identity provider for development", () => {
  const folder = mkdtempSync(join(tmpdir(), "tiers-identity-"));
  let cloud: ReturnType<typeof createCloud>;
  let teardown: Teardown;
  let issuer = "";
  const start = async () => {
    cloud = createCloud({ folder, log });
    const port = Number(issuer.split(":")[2] ?? (await new Ports().find(0)));
    issuer = `http://127.0.0.1:${port}`;
    teardown = new Teardown(log);
    teardown.add("storage", () => cloud.storage.close());
    await startIdentityProvider(port, cloud, teardown);
  };
  const stop = () => teardown.run();
  before(start);
  after(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const shop = () => ({ issuer, audience: "shop", client: "shop-in-a-browser" });
  const json = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${issuer}${path}`, init);
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
  };
  /** Checked as an API checks it: by the keys that discovery leads to. */
  const verified = async (token: string) => {
    const [head = "", body = "", signature = ""] = token.split(".");
    const { kid, alg, typ } = JSON.parse(Buffer.from(head, "base64url").toString());
    const { jwks_uri } = (await json("/.well-known/openid-configuration")).body;
    const { keys } = (await (await fetch(String(jwks_uri))).json()) as { keys: (JsonWebKey & { kid: string })[] };
    const key = createPublicKey({ key: keys.find((each) => each.kid === kid) ?? {}, format: "jwk" });
    const signed = verify("RSA-SHA256", Buffer.from(`${head}.${body}`), key, Buffer.from(signature, "base64url"));
    assert.ok(signed, "signed by a key that is published");
    return { alg, typ, ...JSON.parse(Buffer.from(body, "base64url").toString()) };
  };
  const ask = { use: "access", roles: [] } as const;

  it("describes itself to browsers of other origins", async () => {
    const { status, headers, body } = await json("/.well-known/openid-configuration", {
      headers: { origin: "http://127.0.0.1:5173" },
    });
    assert.equal(status, 200);
    assert.match(String(headers.get("access-control-allow-origin")), /^(\*|http:\/\/127\.0\.0\.1:5173)$/);
    assert.equal(body.issuer, issuer);
    assert.deepEqual(body.code_challenge_methods_supported, ["S256"]);
    assert.equal(body.end_session_endpoint, `${issuer}/session/end`);
  });

  it("makes access tokens of RS256 for the audience, with scopes and roles", async () => {
    const token = await tokenOfIssuer(shop(), { ...ask, name: "Ana Ü", roles: ["organisers"] });
    const { iat, exp, jti, ...claims } = await verified(token);
    assert.deepEqual(claims, {
      alg: "RS256",
      typ: "at+jwt",
      iss: issuer,
      sub: "ana ü",
      aud: "shop",
      client_id: "shop-in-a-browser",
      scope: "openid profile",
      roles: ["organisers"],
    });
    assert.equal(exp - iat, 900);
    assert.equal(typeof jti, "string");
  });

  it("tells the client by an id token who has signed in", async () => {
    const claims = await verified(await tokenOfIssuer(shop(), { ...ask, use: "id", name: "Bob" }));
    assert.deepEqual(
      [claims.aud, claims.sub, claims.name, claims.preferred_username],
      ["shop-in-a-browser", "bob", "Bob", "bob"],
    );
  });

  it("keeps roles until others are typed, its keys over a restart, and knows who is who in any case", async () => {
    const first = await verified(await tokenOfIssuer(shop(), { ...ask, name: "Eve", roles: ["a", "b"] }));
    await stop();
    await start();
    // Until this process has noticed that its own connections of before are over.
    await setTimeout(50);
    const second = await verified(await tokenOfIssuer(shop(), { ...ask, name: "EVE" }));
    assert.deepEqual([second.sub, second.roles], [first.sub, ["a", "b"]]);
  });

  it("refuses a code without PKCE, a redirect to elsewhere, a name that is none", async () => {
    const refused = async (more: Readonly<Record<string, string>>) => {
      const query = new URLSearchParams({
        ...{ client_id: "shop", response_type: "code", scope: "openid", redirect_uri: "http://127.0.0.1:1/cb" },
        ...more,
      });
      const answer = await fetch(`${issuer}/auth?${query}`, { redirect: "manual" });
      return answer.headers.get("location") ?? `${answer.status} ${await answer.text()}`;
    };
    assert.match(await refused({}), /^http:\/\/127\.0\.0\.1:1\/cb\?error=invalid_request.*PKCE/);
    for (const redirect_uri of [
      "https://evil.example/",
      "http://127.0.0.1.evil.example/",
      "http://a@127.0.0.1/",
      "x:y",
    ])
      assert.match(await refused({ redirect_uri }), /^400 <!doctype html>[\s\S]*redirect_uri/i, redirect_uri);
    assert.match(await refused({ client_id: "a b<script>" }), /^400 <!doctype html>(?![\s\S]*<script>)/);
    assert.match(await refused({ client_id: "x".repeat(4000) }), /^400 <!doctype html>/);
    await assert.rejects(tokenOfIssuer(shop(), { ...ask, name: " " }), /signs nobody in: A name has 1 to 128 signs/);
    await assert.rejects(tokenOfIssuer(shop(), { ...ask, name: "a", roles: ["<b>"] }), /at most 20 words/);
  });

  it("answers pages of this machine alone, and forms of sign-ins that are under way", async () => {
    const token = (origin: string) =>
      fetch(`${issuer}/token`, {
        method: "POST",
        headers: { origin },
        body: new URLSearchParams({ grant_type: "authorization_code", client_id: "shop", code: "x" }),
      });
    const here = await token("http://localhost:3000");
    assert.equal(here.headers.get("access-control-allow-origin"), "http://localhost:3000");
    assert.equal((await token("https://evil.example")).headers.get("access-control-allow-origin"), null);
    for (const init of [{}, { method: "POST", body: new URLSearchParams({ name: "ana" }) }]) {
      const answer = await fetch(`${issuer}/sign-in/nobodys`, init);
      assert.equal(answer.status, 400);
      assert.match(await answer.text(), /open for too long/);
    }
  });

  it("is asked for tokens of its own issuer alone", async () => {
    const elsewhere = { ...shop(), issuer: "https://id.example.com" };
    await assert.rejects(
      tokenOfIssuer(elsewhere, { ...ask, name: "ana" }),
      /https:\/\/id\.example\.com.*sign in there/,
    );
  });

  it("has the patterns whose outputs name an issuer, an audience and a client", () => {
    const outputs = { spaIssuer: issuer, spaAudience: "shop", spaClientId: "shop-web", spaUrl: "" };
    assert.deepEqual(usersOf("spa", outputs), { issuer, audience: "shop", client: "shop-web" });
    assert.throws(() => usersOf("sap", outputs), /no pattern sap with users: did you mean spa\? \(there is spa\)/);
    assert.throws(() => usersOf("spa", { spaIssuer: issuer }), /no spaIssuer, spaAudience and spaClientId/);
  });
});
