import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";
import { apiDocument } from "../../local/plan/api-document";

const ROOT = resolve(__dirname, "../..");
const PETS = "tests/components/logic/rest-api/from-openapi/documents/petstore.json";

const program = (backend: number) => `
import { readFileSync } from "node:fs";
import { LambdaFunction, lambdaAuthorizer, http, mock, Network, RestApi } from "serverless-tiers";
const guard = lambdaAuthorizer(new LambdaFunction("guard", { entry: "handlers/guard.handler.ts" }));
const tls = "none";
export const shopUrl = new RestApi("shop", {
  auth: "none",
  variables: { partner: "127.0.0.1:${backend}", tenant: "a", version: "v2" },
  routes: {
    "GET /quotes/{id}": { to: http("http://\${stageVariables.partner}/\${stageVariables.version}/quotes/{id}?fixed=1", {
      tls, headers: { "X-Tenant": { from: "stageVariables.tenant" }, "X-Id": { from: "path.id" } }, query: { more: "2" },
    }) },
    "POST /quotes": { to: http("http://\${stageVariables.partner}/quotes", { tls }) },
    "PUT /files/{path+}": { to: http("http://\${stageVariables.partner}/{path}", { tls, method: "POST" }) },
    "GET /slow": { to: http("http://\${stageVariables.partner}/slow", { tls, timeout: "1 second" }) },
    "GET /guarded": { auth: guard, to: http("http://\${stageVariables.partner}/guarded", { tls }) },
    "GET /passed": { auth: guard, to: http("http://\${stageVariables.partner}/passed", { tls, credentials: "passed" }) },
    "GET /health": { to: mock({ body: { up: true, price: "$five #if" }, headers: { "Cache-Control": "no-store" } }) },
    "POST /old": { to: mock({ status: 410, body: "gone" }) },
    "GET /echo/{id}": { to: mock({ template: '{"id":"$util.escapeJavaScript($input.params("id"))","tenant":"$stageVariables.tenant"}' }) },
  },
}).url;
const pets = JSON.parse(readFileSync("petstore.json", "utf8"));
const operations = Object.values(pets.paths).flatMap((item) => Object.values(item as object)).map(({ operationId }) => operationId);
const waiting = Object.fromEntries(operations.map((id) => [id, mock({ status: 501 })]));
export const petsUrl = RestApi.fromOpenApi("pets", pets, {
  bind: { ...waiting, addPet: http("http://\${stageVariables.partner}/pets", { tls }), getInventory: mock({ body: { sold: 3 } }) },
  authorizers: { petstore_auth: guard, api_key: "none" },
  auth: "none",
  variables: { partner: "127.0.0.1:${backend}" },
  basePath: "prepended",
}).url;
const routes = { "GET /a": { to: mock({ body: { here: true } }), auth: "none" } } as const;
export const nearUrl = new RestApi("near", { routes, policy: { sourceIps: ["127.0.0.0/8", "::1"] } }).url;
export const farUrl = new RestApi("far", { routes, policy: { sourceIps: ["192.0.2.0/24"] } }).url;
export const edgeUrl = new RestApi("edge", { routes, endpoint: "edge" }).url;
const network = new Network("main", { endpoints: ["execute-api", "sqs"] });
const own = network.nodes.endpoint["execute-api"]!.id;
export const other = network.nodes.endpoint["sqs"]!.id;
const closed = new RestApi("closed", { routes, endpoint: "private", policy: { vpcEndpoints: [own] } });
export const closedUrl = closed.url;
export const closedHost = closed.nodes.api.id.apply((id) => id);
export const endpoint = own;
`;

const FILES = (backend: number): Readonly<Record<string, string>> => ({
  "Pulumi.yaml": "name: targets\nmain: index.ts\nruntime: nodejs\n",
  "Pulumi.local.yaml": "config:\n  aws:region: eu-west-1\n  aws:defaultTags: { tags: { project: targets } }\n",
  "index.ts": program(backend),
  "handlers/guard.handler.ts": `
export const handler = async ({ methodArn }) => ({
  principalId: "ada",
  policyDocument: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }] },
});
`,
});

describe("what routes lead to without a function", function () {
  this.timeout(120_000);

  let folder = "";
  let cloud: LocalCloud;
  let backend: Server;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "targets-"));
    backend = createServer((seen, answer) => {
      if (seen.url === "/slow") return;
      const chunks: Buffer[] = [];
      seen.on("data", (chunk: Buffer) => chunks.push(chunk));
      seen.on("end", () => {
        answer.writeHead(seen.method === "POST" ? 201 : 200, {
          "content-type": "application/json",
          "x-from": "partner",
        });
        const { method, url, headers } = seen;
        answer.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }));
      });
    });
    await new Promise<void>((done) => backend.listen(0, "127.0.0.1", done));
    copyFileSync(join(ROOT, PETS), join(folder, "petstore.json"));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    for (const [path, text] of Object.entries(FILES((backend.address() as AddressInfo).port))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    cloud = await startCloud({ root: folder, data: join(folder, ".local") });
  });
  after(async () => {
    await cloud?.close();
    backend?.closeAllConnections();
    backend?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (path: string, init: RequestInit = {}, output = "shopUrl") => {
    const answer = await fetch(`${cloud.outputs[output]}${path}`, init);
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  const seenBy = async (path: string, init: RequestInit = {}) => {
    const { status, headers, text } = await ask(path, init);
    return { status, from: headers.get("x-from"), ...JSON.parse(text) };
  };

  describe("a server", () => {
    it("gets path, query and headers, and what the stage and the route add", async () => {
      const { status, from, method, url, headers } = await seenBy("/quotes/a%20b?city=Wien&city=Graz", {
        headers: { "X-Tenant": "client's", "X-Other": "kept", Cookie: "a=b" },
      });
      assert.deepEqual([status, from, method], [200, "partner", "GET"]);
      assert.equal(url, "/v2/quotes/a%20b?fixed=1&city=Wien&city=Graz&more=2");
      assert.deepEqual([headers["x-tenant"], headers["x-other"], headers.cookie], ["a", "kept", "a=b"]);
      assert.equal(headers["x-id"], "a%20b");
    });

    it("gets the body, of any type, and its answer is the response", async () => {
      const init = { method: "POST", headers: { "content-type": "text/plain" }, body: "two seats" };
      const { status, method, url, body, headers } = await seenBy("/quotes", init);
      assert.deepEqual([status, method, url, body], [201, "POST", "/quotes", "two seats"]);
      assert.equal(headers["content-type"], "text/plain");
      const put = await seenBy("/files/a/b.txt", { method: "PUT", body: "c" });
      assert.deepEqual([put.method, put.url], ["POST", "/a/b.txt"]);
    });

    it("may take as long as the route says", async () => {
      const { status, text } = await ask("/slow");
      assert.deepEqual([status, text], [504, '{"message":"Endpoint request timed out"}']);
    });

    it("does not see what the caller shows to the gateway", async () => {
      const bearer = { headers: { authorization: "Bearer ada" } };
      assert.equal((await seenBy("/guarded", bearer)).headers.authorization, "withheld");
      assert.equal((await seenBy("/passed", bearer)).headers.authorization, "Bearer ada");
      // It is nothing of the gateway's where no route asks for it.
      assert.equal((await seenBy("/quotes/1", bearer)).headers.authorization, "Bearer ada");
    });
  });

  describe("the gateway itself", () => {
    it("answers data, a text and a template", async () => {
      const health = await ask("/health");
      assert.deepEqual(
        [health.status, health.headers.get("content-type"), health.headers.get("cache-control"), health.text],
        [200, "application/json", "no-store", String.raw`{"up":true,"price":"\u0024five \u0023if"}`],
      );
      for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded"]) {
        const { status, headers, text } = await ask("/old", {
          method: "POST",
          headers: { "content-type": type },
          body: "{}",
        });
        assert.deepEqual([status, headers.get("content-type"), text], [410, "text/plain; charset=utf-8", "gone"], type);
      }
      assert.equal((await ask("/echo/7")).text, '{"id":"7","tenant":"a"}');
    });
  });

  it("operations of a document that nobody here wrote", async () => {
    const pet = { name: "Rex", photoUrls: [] };
    const post = (body: object, headers = {}) =>
      ask(
        "/api/v3/pet",
        { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) },
        "petsUrl",
      );
    const bearer = { authorization: "Bearer ada" };
    assert.equal((await post(pet)).status, 401);
    assert.equal((await post({ name: "Rex" }, bearer)).status, 400);
    const { status, text } = await post(pet, bearer);
    assert.deepEqual([status, JSON.parse(JSON.parse(text).body)], [201, pet]);
    assert.equal((await ask("/api/v3/store/inventory", {}, "petsUrl")).text, '{"sold":3}');
    assert.equal((await ask("/api/v3/store/order/1", {}, "petsUrl")).status, 501);
    const shown = await apiDocument({ root: folder, stack: "local", api: "pets" });
    assert.deepEqual(
      [(shown.info as { title: string }).title, Object.keys(shown.paths as object).length],
      ["Swagger Petstore - OpenAPI 3.0", 13],
    );
  });

  describe("an API with a policy", () => {
    it("answers those whom it lets in", async () => {
      assert.equal((await ask("/a", {}, "nearUrl")).status, 200);
      assert.equal((await ask("/a", {}, "edgeUrl")).status, 200);
      const { status, text } = await ask("/a", {}, "farUrl");
      assert.equal(status, 403);
      assert.match(text, /not authorized to perform: execute-api:Invoke .* with an explicit deny/);
    });

    it("is reached through the endpoints that it names, where it is private", async () => {
      const { closedUrl, closedHost, endpoint, other } = cloud.outputs as Record<string, string>;
      const through = (host: string, headers = {}): Promise<number | undefined> =>
        new Promise((done, failed) => {
          request(`${closedUrl}/a`, { headers: { host, ...headers } }, (answer) => {
            answer.resume();
            done(answer.statusCode);
          })
            .on("error", failed)
            .end();
        });
      const alias = (vpce: string | undefined) => `${closedHost}-${vpce}.execute-api.eu-west-1.amazonaws.com`;
      const own = (vpce: string | undefined) => `${vpce}-abcdefgh.execute-api.eu-west-1.vpce.amazonaws.com`;
      assert.equal(await through(alias(endpoint)), 200);
      assert.equal(await through(own(endpoint), { "x-apigw-api-id": closedHost }), 200);
      assert.equal(await through(alias(other)), 403);
      assert.equal(await through(own(other), { "x-apigw-api-id": closedHost }), 403);
      assert.equal((await ask("/a", {}, "closedUrl")).status, 403);
    });
  });
});
