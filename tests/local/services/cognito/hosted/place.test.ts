import assert from "node:assert/strict";
import { sendRaw } from "../../../../../local/conformance/raw-client";
import { addressesHere } from "../../../../../local/services/addresses-here";
import { CALLBACK, type HostedPool, startHostedPool } from "./hosted-pool";

const CERTIFICATE = "arn:aws:acm:us-east-1:000000000000:certificate/11111111-2222-4333-8444-555555555555";

describe("cognito, hosted: where a domain is", () => {
  let pool: HostedPool;
  before(async () => {
    pool = await startHostedPool();
    const own = { Domain: "auth.example.com", CustomDomainConfig: { CertificateArn: CERTIFICATE } };
    await pool.call("CreateUserPoolDomain", { UserPoolId: pool.UserPoolId, ...own });
  });
  after(() => pool.close());

  const get = async (target: string, host: string) => {
    const sent = { method: "GET", target, headers: [["host", host]] as const, body: undefined };
    const { status, headers, body } = await sendRaw(new URL(pool.cloud.client.endpoint), sent);
    const header = (name: string) => headers.find(([own]) => own.toLowerCase() === name)?.[1];
    return { status, location: header("location"), cookie: header("set-cookie"), text: body.toString() };
  };

  it("answers below the id of its pool, and for its names in the Host header", async () => {
    const { port } = new URL(pool.url);
    const hosts = [
      "people.auth.eu-west-1.amazoncognito.com",
      `people.auth.eu-west-1.localhost:${port}`,
      "auth.example.com",
    ];
    for (const host of hosts) {
      const { status, location } = await get(`/oauth2/authorize?${pool.query()}`, host);
      assert.deepEqual([status, location?.startsWith("/login?client_id=")], [302, true], host);
      assert.match((await get(`/login?${pool.query()}`, host)).text, /action="\/login\?client_id=/, host);
    }
    assert.match((await get(`/login?${pool.query()}`, "auth.example.com")).cookie ?? "", /Path=\/; .*; Secure$/);
    const below = await get(`/${pool.UserPoolId}/login?${pool.query()}`, `127.0.0.1:${port}`);
    assert.ok(below.text.includes(`action="/${pool.UserPoolId}/login?client_id=`));
    assert.match(below.cookie ?? "", new RegExp(`Path=/${pool.UserPoolId}; Max-Age=86400; HttpOnly; SameSite=Lax$`));
    const foreign = ["others.auth.eu-west-1.amazoncognito.com", "people.auth.us-east-1.amazoncognito.com", "people"];
    for (const host of foreign) assert.notEqual((await get(`/login?${pool.query()}`, host)).status, 200, host);
  });

  it("tells OIDC clients of the addresses at which they came", async () => {
    const path = "/.well-known/openid-configuration";
    const { port } = new URL(pool.url);
    const asked = async (target: string, host: string) => JSON.parse((await get(target, host)).text);
    const issuer = `https://cognito-idp.eu-west-1.amazonaws.com/${pool.UserPoolId}`;
    const aws = await asked(`/${pool.UserPoolId}${path}`, "cognito-idp.eu-west-1.amazonaws.com");
    assert.deepEqual([aws.issuer, aws.jwks_uri], [issuer, `${issuer}/.well-known/jwks.json`]);
    assert.equal(aws.token_endpoint, "https://auth.example.com/oauth2/token", "users see the own domain");
    const local = await asked(`/${pool.UserPoolId}${path}`, `localhost:${port}`);
    assert.deepEqual(
      [local.issuer, local.authorization_endpoint],
      [issuer, `http://localhost:${port}/${pool.UserPoolId}/oauth2/authorize`],
    );
    const keys = await asked("/.well-known/jwks.json", "auth.example.com");
    assert.deepEqual(keys, await asked(`/${pool.UserPoolId}/.well-known/jwks.json`, `localhost:${port}`));
    const { UserPool } = await pool.call("CreateUserPool", { PoolName: "without" });
    const without = await asked(`/${UserPool.Id}${path}`, `localhost:${port}`);
    assert.equal(without.authorization_endpoint, undefined);
    assert.equal((await get(`/${UserPool.Id}/login?${pool.query()}`, `localhost:${port}`)).status, 403);
  });

  it("is what the outputs of a stack lead to on this machine", async () => {
    const services = pool.cloud.cloud.directory.made();
    const query = `?client_id=${pool.ClientId}&redirect_uri=${encodeURIComponent(CALLBACK)}`;
    const outputs = {
      signIn: `https://people.auth.eu-west-1.amazoncognito.com/login${query}`,
      own: ["https://auth.example.com"],
      others: { foreign: "https://others.auth.eu-west-1.amazoncognito.com/login", count: 1, none: null },
    };
    assert.deepEqual(addressesHere(outputs, services), {
      signIn: `${pool.url}/login${query}`,
      own: [pool.url],
      others: outputs.others,
    });
    const { status } = await fetch(`${addressesHere(outputs, services).signIn}&response_type=code`);
    assert.equal(status, 200);
  });
});
