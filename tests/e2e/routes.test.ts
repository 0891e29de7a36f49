import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";

const ROOT = resolve(__dirname, "../..");

const PROGRAM = `
import * as z from "zod";
import { LambdaFunction, RestApi } from "serverless-tiers";
const echo = new LambdaFunction("echo", { entry: "handlers/echo.handler.ts" });
export const checkedUrl = new RestApi("checked", {
  routes: {
    "GET /shows": {
      to: echo, auth: "none",
      query: z.object({ city: z.string(), limit: z.coerce.number().optional() }),
      headers: z.object({ "x-tenant": z.string() }),
    },
    "GET /shows/{showId}": { to: echo, auth: "none", path: z.object({ showId: z.uuid() }) },
  },
}).url;
`;

const FILES: Readonly<Record<string, string>> = {
  "Pulumi.yaml": "name: routes\nmain: index.ts\nruntime: nodejs\n",
  "Pulumi.local.yaml": "config:\n  aws:region: eu-west-1\n  aws:defaultTags: { tags: { project: routes } }\n",
  "index.ts": PROGRAM,
  "handlers/echo.handler.ts": `export const handler = async () => ({ statusCode: 200, body: "reached" });`,
};

describe("the routes of an API", function () {
  this.timeout(120_000);

  let folder = "";
  let cloud: LocalCloud;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "routes-"));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    cloud = await startCloud({ root: folder, data: join(folder, ".local") });
  });
  after(async () => {
    await cloud?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (output: string, path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${cloud.outputs[output]}${path}`, init);
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  it("are not reached by a request without what they need of query and headers", async () => {
    const tenant = { headers: { "X-Tenant": "a" } };
    assert.equal((await ask("checkedUrl", "/shows?city=Wien", tenant)).text, "reached");
    const missing = [
      ["/shows", tenant, "[city]"],
      ["/shows?city=", tenant, "[city]"],
      ["/shows?city=Wien", {}, "[x-tenant]"],
    ] as const;
    for (const [path, init, names] of missing) {
      const { status, text } = await ask("checkedUrl", path, init);
      assert.deepEqual([status, text], [400, `{"message":"Missing required request parameters: ${names}"}`], path);
    }
    // What a value has to be is for the handler.
    assert.equal((await ask("checkedUrl", "/shows/1")).status, 200);
  });
});
