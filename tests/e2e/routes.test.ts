import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";

const ROOT = resolve(__dirname, "../..");

const PROGRAM = `
import * as z from "zod";
import { LambdaFunction, Queue, RestApi } from "serverless-tiers";
import { CORS } from "./handlers/cors";
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
const jobs = new Queue("jobs");
const reading = new LambdaFunction("reading", { entry: "handlers/reading.handler.ts" });
const routes = {
  "POST /jobs": { to: jobs.send(), auth: "none", body: z.object({ id: z.string() }) },
  "GET /jobs/{jobId}": { to: reading, auth: "none", query: z.object({ full: z.string() }), headers: z.object({ "x-tenant": z.string().optional() }) },
} as const;
export const listedUrl = new RestApi("listed", { routes, cors: CORS }).url;
export const singleUrl = new RestApi("single", { routes, cors: { origins: ["https://a.example"], methods: ["GET"], headers: [], maxAge: "5 minutes" } }).url;
export const anyUrl = new RestApi("any", { routes, cors: { origins: "*" } }).url;
`;

const FILES: Readonly<Record<string, string>> = {
  "Pulumi.yaml": "name: routes\nmain: index.ts\nruntime: nodejs\n",
  "Pulumi.local.yaml": "config:\n  aws:region: eu-west-1\n  aws:defaultTags: { tags: { project: routes } }\n",
  "index.ts": PROGRAM,
  "handlers/echo.handler.ts": `export const handler = async () => ({ statusCode: 200, body: "reached" });`,
  "handlers/cors.ts": `export const CORS = { origins: ["https://a.example", "https://b.example"], credentials: true };`,
  "handlers/reading.handler.ts": `
import { withCors } from "serverless-tiers/runtime/cors";
import { json } from "serverless-tiers/runtime/rest";
import { CORS } from "./cors";
export const handler = withCors(CORS, async () => json(200, {}));
`,
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

  const A = "https://a.example";
  const B = "https://b.example";
  const EVIL = "https://evil.example";

  const corsOf = (headers: Headers) =>
    Object.fromEntries([...headers].filter(([name]) => /^(?:access-control-|vary$)/.test(name)));
  const origins = (headers: Headers) => headers.get("access-control-allow-origin");

  describe("with an API that pages of other origins use", () => {
    const preflight = (output: string, path: string, origin: string) =>
      ask(output, path, { method: "OPTIONS", headers: { Origin: origin, "Access-Control-Request-Method": "POST" } });
    const post = (output: string, origin: string, body = '{"id":"1"}') =>
      ask(output, "/jobs", { method: "POST", headers: { Origin: origin, "Content-Type": "application/json" }, body });
    const refused = (output: string, origin: string) => ask(output, "/jobs/1", { headers: { Origin: origin } });

    it("say to a browser what it may send, on each path", async () => {
      const { status, headers, text } = await preflight("listedUrl", "/jobs/1", B);
      assert.deepEqual([status, text], [204, ""]);
      assert.deepEqual(corsOf(headers), {
        "access-control-allow-credentials": "true",
        "access-control-allow-headers":
          "Authorization,Content-Type,X-Amz-Content-Sha256,X-Amz-Date,X-Amz-Security-Token,X-Api-Key,x-tenant",
        "access-control-allow-methods": "GET",
        "access-control-allow-origin": B,
        "access-control-max-age": "7200",
        vary: "Origin",
      });
      assert.equal((await preflight("listedUrl", "/jobs", A)).headers.get("access-control-allow-methods"), "POST");
      assert.deepEqual(corsOf((await preflight("singleUrl", "/jobs/1", A)).headers), {
        "access-control-allow-headers": "x-tenant",
        "access-control-allow-methods": "GET",
        "access-control-allow-origin": A,
        "access-control-max-age": "300",
      });
      assert.equal((await preflight("singleUrl", "/jobs", A)).headers.get("access-control-allow-methods"), null);
    });

    it("answer a listed origin by name and no other, from a queue, a function and at the preflight", async () => {
      for (const [origin, allowed] of [
        [A, A],
        [B, B],
        [EVIL, null],
        [`${A}.evil.example`, null],
      ] as const) {
        assert.equal(origins((await preflight("listedUrl", "/jobs", origin)).headers), allowed, origin);
        const accepted = await post("listedUrl", origin);
        assert.deepEqual([accepted.status, origins(accepted.headers)], [202, allowed], origin);
        const read = await ask("listedUrl", "/jobs/1?full=1", { headers: { Origin: origin } });
        assert.deepEqual([read.status, origins(read.headers)], [200, allowed], origin);
        assert.deepEqual([accepted.headers.get("vary"), read.headers.get("vary")], ["Origin", "Origin"]);
      }
      for (const [output, allowed] of [
        ["singleUrl", A],
        ["anyUrl", "*"],
      ] as const) {
        assert.equal(origins((await post(output, EVIL)).headers), allowed);
        assert.equal(origins((await preflight(output, "/jobs", EVIL)).headers), allowed);
      }
    });

    it("let pages read the refusals of the gateway", async () => {
      for (const [output, origin, allowed] of [
        ["listedUrl", A, A],
        ["listedUrl", EVIL, A],
        ["singleUrl", A, A],
        ["anyUrl", EVIL, "*"],
      ] as const) {
        const missing = await refused(output, origin);
        assert.deepEqual([missing.status, origins(missing.headers)], [400, allowed]);
        const invalid = await post(output, origin, "{}");
        assert.deepEqual([invalid.status, origins(invalid.headers)], [400, allowed]);
        const nowhere = await ask(output, "/nowhere", { headers: { Origin: origin } });
        assert.deepEqual([nowhere.status, origins(nowhere.headers)], [403, allowed]);
      }
    });
  });
});
