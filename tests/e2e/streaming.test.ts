import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";

const ROOT = resolve(__dirname, "../..");

const FILES = {
  "Pulumi.yaml": "name: streaming\nmain: index.ts\nruntime: nodejs\n",
  "Pulumi.local.yaml": "config:\n  aws:region: eu-west-1\n",
  "index.ts": `
    import { AccountLogRole, LambdaFunction, RestApi, StaticSite } from "serverless-tiers";
    const fn = (name: string) => new LambdaFunction(name, { entry: \`\${name}.handler.ts\`, timeout: "1 minute" });
    const route = (name: string) => ({ to: fn(name), auth: "none", responds: "streamed" } as const);
    const logRole = new AccountLogRole("role", { role: "create" });
    const api = new RestApi("exports", {
      stage: "api", logRole, sitesOnly: true,
      routes: { "GET /rows": route("rows"), "GET /raw": route("raw"), "GET /seen": { to: fn("seen"), auth: "none" } },
    });
    const open = new RestApi("open", { logRole, routes: { "GET /rows": route("open-rows"), "GET /raw": route("open-raw") } });
    export const url = open.url;
    export const site = new StaticSite("site", { folder: "dist", api, protection: "throw-away" }).url;
  `,
  "dist/index.html": "<!doctype html><title>x</title>",
  "seen.handler.ts":
    "export const handler = async () => ({ statusCode: 200, body: String(process.memoryUsage.rss()) });",
  "rows.handler.ts": `
    import { log } from "serverless-tiers/runtime/log";
    import { Problem } from "serverless-tiers/runtime/problem";
    import { rest } from "serverless-tiers/runtime/rest";
    import { streamed } from "serverless-tiers/runtime/streamed";
    // Holds the event loop, as a pool of connections does.
    setInterval(() => {}, 60_000);
    async function* rows(count: number, fails: boolean) {
      for (let row = 0; row < count; row++) {
        yield \`\${row},\${"x".repeat(80)}\\n\`;
        if (row % 10_000 === 9_999) console.log("rows", row + 1);
        if (fails && row === 20_000) throw new Error("the table is gone");
      }
    }
    export const handler = streamed(rest(async ({ queryStringParameters: q }) => {
      if (q?.count === "none") throw new Problem(400, "count has to be a number");
      return { statusCode: 200, headers: { "Content-Type": "text/csv" }, body: rows(Number(q?.count), q?.fails === "yes") };
    }, log));
  `,
  "open-rows.handler.ts": 'export { handler } from "./rows.handler";',
  "raw.handler.ts": `
    declare const awslambda: any;
    export const handler = awslambda.streamifyResponse(async (event: any, stream: any) => {
      const how = event.queryStringParameters?.how;
      if (how === "throws") throw new Error("no");
      if (how === "headless") { stream.write("no head"); stream.end(); return; }
      if (how === "long") { stream.write(" ".repeat(20_000)); stream.end(); return; }
      if (how === "wrong") { stream.write('{"statusCode":"ok"}' + "\\0".repeat(8) + "x"); stream.end(); return; }
      const to = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { "X-A": "b" }, cookies: ["a=1", "b=2"] });
      to.write(how === "empty" ? "" : "first,");
      if (how === "slow") await new Promise((done) => setTimeout(done, 1_500));
      to.end(how === "empty" ? undefined : "last");
    });
  `,
  "open-raw.handler.ts": 'export { handler } from "./raw.handler";',
};

describe("answers that are streamed", function () {
  this.timeout(120_000);

  let folder = "";
  let cloud: LocalCloud;
  const said: string[] = [];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "streaming-"));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    cloud = await startCloud({
      root: folder,
      data: join(folder, ".local"),
      log: { info() {}, warn() {}, output: (_, line) => void said.push(line) },
    });
  });
  after(async () => {
    await cloud?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = (path: string) => fetch(`${cloud.outputs.url}${path}`);

  it("come through the gateway and through a site, to the last row", async () => {
    for (const base of [String(cloud.outputs.url), `${cloud.outputs.site}/api`]) {
      const answer = await fetch(`${base}/rows?count=100000`);
      assert.deepEqual([answer.status, answer.headers.get("content-type")], [200, "text/csv"], base);
      assert.equal(answer.headers.get("content-length"), null);
      const text = await answer.text();
      assert.equal(text.split("\n").length, 100_001);
      assert.ok(text.endsWith(`99999,${"x".repeat(80)}\n`));
    }
  });

  it("begin before they end", async () => {
    const answer = await ask("/raw?how=slow");
    const begun = performance.now();
    assert.ok(answer.body);
    const pieces: string[] = [];
    for await (const piece of answer.body) pieces.push(Buffer.from(piece).toString());
    assert.deepEqual(pieces, ["first,", "last"]);
    assert.ok(performance.now() - begun > 1_000, "the first piece waited for the last");
    assert.deepEqual(
      [answer.status, answer.headers.get("x-a"), answer.headers.getSetCookie()],
      [201, "b", ["a=1", "b=2"]],
    );
    assert.equal(await (await ask("/raw?how=empty")).text(), "");
  });

  it("wait for a client that is slow", async () => {
    // More than the buffers of the system hold on the way.
    const asked = get(`${cloud.outputs.url}/rows?count=160000`);
    const [message] = (await once(asked, "response")) as [IncomingMessage];
    message.pause();
    const written = () => said.some((line) => line.includes("rows 160000"));
    // Longer than the gateway takes for what is beyond 10 MB.
    await new Promise((done) => setTimeout(done, 5_000));
    assert.equal(written(), false, "the function went on while nobody read");
    let bytes = 0;
    for await (const chunk of message) bytes += chunk.length;
    assert.ok(bytes > 13_000_000, String(bytes));
    for (let tries = 0; tries < 50 && !written(); tries++) await new Promise((done) => setTimeout(done, 100));
    assert.equal(written(), true);
  });

  it("are whole where they are refused", async () => {
    const answer = await ask("/rows?count=none");
    assert.deepEqual(
      [answer.status, answer.headers.get("content-type"), await answer.json()],
      [
        400,
        "application/problem+json",
        { type: "about:blank", title: "Bad Request", status: 400, detail: "count has to be a number" },
      ],
    );
  });

  it("break off where they fail on the way, through a site as well", async () => {
    for (const base of [String(cloud.outputs.url), `${cloud.outputs.site}/api`]) {
      const answer = await fetch(`${base}/rows?count=100000&fails=yes`);
      assert.equal(answer.status, 200);
      await assert.rejects(answer.text(), /terminated/, base);
    }
  });

  for (const how of ["throws", "headless", "long", "wrong"])
    it(`are 502 for a handler that writes no head: ${how}`, async () => {
      const answer = await ask(`/raw?how=${how}`);
      assert.deepEqual([answer.status, await answer.json()], [502, { message: "Internal server error" }]);
    });
});
