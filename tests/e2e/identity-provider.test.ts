import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { ISSUER } from "../../local/identity-provider/address";
import { type PageProgram, startPage } from "../support/page-program";

const TIERS = resolve(__dirname, "../../local/bin/tiers.cjs");
const run = promisify(execFile);

/** The program of docs/tokens.md, whose tokens are those of the identity provider for development. */
const WITH_ISSUER = `
import { Config } from "@pulumi/pulumi";
export { url } from "./index";
export const shopIssuer = new Config().require("issuer");
export const shopAudience = "https://shop.example.com/api";
export const shopClientId = "shop-web";
`;

describe("an API whose users come from the identity provider for development", function () {
  this.timeout(120_000);

  let page: PageProgram;
  before(async () => {
    page = await startPage(
      "tokens",
      { "tokens:issuer": ISSUER },
      { "with-issuer.ts": WITH_ISSUER, "Pulumi.yaml": "name: tokens\nmain: with-issuer.ts\nruntime: nodejs\n" },
    );
  });
  after(() => page?.close());

  const token = async (...args: string[]) => {
    const data = join(page.folder, ".local");
    const { stdout, stderr } = await run(process.execPath, [TIERS, "token", "shop", ...args, "--data", data]);
    assert.equal(stderr, "");
    return stdout.trim();
  };
  const ask = async (path: string, bearer: string) => {
    const answer = await fetch(`${page.cloud.outputs.url}${path}`, { headers: { authorization: `Bearer ${bearer}` } });
    return { status: answer.status, body: await answer.json() };
  };

  it("lets in whoever has one of its tokens, found by the address that the program was given", async () => {
    assert.match(String(page.cloud.outputs.shopIssuer), /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.notEqual(page.cloud.outputs.shopIssuer, ISSUER, "any port will do for a test");
    const { status, body } = await ask("/me", await token("--as", "Ana"));
    assert.equal(status, 200);
    assert.deepEqual(body, {
      subject: "ana",
      kind: "access",
      clientId: "shop-web",
      groups: [],
      scopes: ["openid", "profile"],
    });
  });

  it("opens by the role that one has at the provider", async () => {
    assert.equal((await ask("/guests", await token("--as", "bob"))).status, 403);
    assert.equal((await ask("/guests", await token("--as", "bob", "--group", "organisers"))).status, 200);
  });

  it("takes no id token, which is for the client", async () => {
    assert.equal((await ask("/me", await token("--as", "ana", "--id"))).status, 401);
  });
});
