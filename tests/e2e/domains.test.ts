import assert from "node:assert/strict";
import { call } from "../support/local-stack";
import { type PageProgram, startPage } from "../support/page-program";

describe("docs/domains.md", function () {
  this.timeout(120_000);

  let page: PageProgram;
  before(async () => {
    page = await startPage("domains");
  });
  after(() => page?.close());

  const output = (name: string) => page.cloud.outputs[name];
  const ask = async (host: string, path: string) => {
    const { port } = new URL(String(output("url")));
    const { status, json } = await call("GET", `http://127.0.0.1:${port}${path}`, { headers: { host } });
    return [status, Object(json).path];
  };

  it("answers by the longest path, under each name, and under no other", async () => {
    for (const host of ["api.example.com", "api.example.org"]) {
      assert.deepEqual(await ask(host, "/shows"), [200, "/shows"]);
      assert.deepEqual(await ask(host, "/shop/v2/shows"), [200, "/shop/v2/shows"]);
      assert.deepEqual(await ask(host, "/shop/v2/tickets/shows"), [200, "/shop/v2/tickets/shows"]);
      assert.equal((await ask(host, "/shop/v3/shows"))[0], 403);
    }
    assert.equal((await ask("www.example.com", "/shows"))[0], 403);
    assert.equal(output("ticketsUrl"), "https://api.example.com/shop/v2/tickets");
  });

  it("tells the records that somebody else has to make", () => {
    const [record, ...more] = output("records") as { name: string; type: string; value: string }[];
    assert.deepEqual(more, []);
    assert.match(record?.name ?? "", /^_\w+\.www\.example\.net$/);
    assert.match(record?.value ?? "", /\.acm-validations\.aws$/);
    assert.equal(record?.type, "CNAME");
  });

  it("blocks what its rules say, and who sends too much", async () => {
    const shows = (agent: string) => call("GET", `${output("url")}/shows`, { headers: { "user-agent": agent } });
    assert.equal((await shows("BadBot/1.0")).status, 403);
    const statuses: number[] = [];
    for (let sent = 0; sent < 25; sent++) statuses.push((await shows("curl/8")).status);
    assert.equal(statuses[0], 200);
    assert.equal(statuses.at(-1), 403);
  });
});
