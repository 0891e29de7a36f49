import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";

const ROOT = resolve(__dirname, "../..");

const PROGRAM = `
import * as z from "zod";
import { LambdaFunction, lambdaAuthorizer, Queue, RestApi } from "serverless-tiers";
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

const guard = new LambdaFunction("guard", { entry: "handlers/guard.handler.ts" });
const tokens = lambdaAuthorizer(guard, { identitySources: ["header.Authorization"], validationExpression: "Bearer [a-z]+", cache: "1 minute" });
const requests = lambdaAuthorizer(guard, { kind: "request", name: "requests", identitySources: ["query.key"], cache: "none" });
export const guardedUrl = new RestApi("guarded", {
  auth: tokens,
  cors: { origins: ["https://a.example"] },
  routes: {
    "GET /tokens": { to: echo },
    "GET /tokens/{id}": { to: echo },
    "GET /requests": { to: echo, auth: requests },
    "GET /open": { to: echo, auth: "none" },
    "GET /signed": { to: echo, auth: "iam" },
  },
}).url;
`;

const FILES: Readonly<Record<string, string>> = {
  "Pulumi.yaml": "name: routes\nmain: index.ts\nruntime: nodejs\n",
  "Pulumi.local.yaml": "config:\n  aws:region: eu-west-1\n  aws:defaultTags: { tags: { project: routes } }\n",
  "index.ts": PROGRAM,
  "handlers/echo.handler.ts": `export const handler = async ({ requestContext: { authorizer } }) => ({ statusCode: 200, body: "reached", headers: { "X-Caller": authorizer?.principalId ?? "", "X-Asked": authorizer?.asked ?? "" } });`,
  // Lets in with "ada", for all routes but /tokens/secret; everybody else is refused, "eve" in the other way.
  "handlers/guard.handler.ts": `
export const handler = async ({ authorizationToken, queryStringParameters, methodArn }) => {
  const who = (authorizationToken ?? queryStringParameters.key).replace("Bearer ", "");
  if (who !== "ada" && who !== "eve") throw new Error("Unauthorized");
  const stage = methodArn.split("/").slice(0, 2).join("/");
  const statement = (Effect, path) => ({ Effect, Action: "execute-api:Invoke", Resource: stage + path });
  const Statement = who === "ada" ? [statement("Allow", "/*"), statement("Deny", "/GET/tokens/secret")] : [statement("Deny", "/*")];
  return { principalId: who, policyDocument: { Version: "2012-10-17", Statement }, context: { asked: String(Date.now()) } };
};
`,
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

  describe("with an API that says who may call", () => {
    const bearer = (token: string) => ({ headers: { Authorization: token } });

    it("let in whom a function lets in, and ask it once a minute", async () => {
      const first = await ask("guardedUrl", "/tokens", bearer("Bearer ada"));
      assert.deepEqual([first.status, first.headers.get("x-caller")], [200, "ada"]);
      const second = await ask("guardedUrl", "/tokens/1", bearer("Bearer ada"));
      assert.deepEqual([second.status, second.headers.get("x-asked")], [200, first.headers.get("x-asked")]);
      const forbidden = await ask("guardedUrl", "/tokens/secret", bearer("Bearer ada"));
      assert.equal(forbidden.status, 403);
    });

    it("refuse everybody else, readably for pages of other origins", async () => {
      for (const [path, init, status] of [
        ["/tokens", {}, 401],
        ["/tokens", bearer("Bearer 5"), 401],
        ["/tokens", bearer("ada"), 401],
        ["/tokens", bearer("Bearer mallory"), 401],
        ["/tokens", bearer("Bearer eve"), 403],
        ["/requests", {}, 401],
        ["/requests?key=mallory", {}, 401],
        ["/requests?key=eve", {}, 403],
        ["/signed", {}, 403],
        ["/signed", bearer("Bearer ada"), 403],
      ] as const) {
        const { status: got, headers, text } = await ask("guardedUrl", path, init);
        assert.deepEqual([got, origins(headers)], [status, A], `${path} ${JSON.stringify(init)}: ${text}`);
        assert.doesNotMatch(text, /reached/);
      }
    });

    it("ask a function about the whole request, each time where nothing is kept", async () => {
      const asked = await ask("guardedUrl", "/requests?key=ada");
      assert.deepEqual([asked.status, asked.headers.get("x-caller")], [200, "ada"]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      const again = await ask("guardedUrl", "/requests?key=ada");
      assert.notEqual(again.headers.get("x-asked"), asked.headers.get("x-asked"));
    });

    it("let in who signs with a key of AWS", async () => {
      const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = cloud.environment;
      const url = new URL(`${cloud.outputs.guardedUrl}/signed`);
      const signer = new SignatureV4({
        service: "execute-api",
        region: "eu-west-1",
        credentials: { accessKeyId, secretAccessKey },
        sha256: Sha256,
      });
      const signed = async (secret: string) => {
        const { hostname, pathname: path, host, protocol } = url;
        const request = new HttpRequest({ method: "GET", protocol, hostname, path, headers: { host } });
        const { headers } = await signer.sign(request);
        const { host: _, ...sent } = headers;
        return ask("guardedUrl", "/signed", {
          headers: { ...sent, authorization: `${sent.authorization ?? ""}`.replace(/.{4}$/, secret || "$&") },
        });
      };
      assert.equal((await signed("")).text, "reached");
      assert.equal((await signed("0000")).status, 403);
    });

    it("are open where they say so, and to the questions of browsers", async () => {
      assert.equal((await ask("guardedUrl", "/open")).text, "reached");
      assert.equal((await ask("guardedUrl", "/tokens", { method: "OPTIONS", headers: { Origin: A } })).status, 204);
    });
  });
});
