import assert from "node:assert/strict";
import { once } from "node:events";
import { WebSocket } from "ws";
import { call } from "../support/local-stack";
import { type PageProgram, startPage } from "../support/page-program";

describe("docs/websockets.md", function () {
  this.timeout(180_000);

  let page: PageProgram;
  const clients: WebSocket[] = [];
  before(async () => {
    page = await startPage("websockets");
  });
  after(async () => {
    for (const client of clients) client.terminate();
    await page?.close();
  });

  const post = async (path: string, body: string): Promise<Record<string, unknown>> => {
    const { text } = await call("POST", `${page.cloud.outputs.url}${path}`, { body });
    return JSON.parse(text);
  };
  const ticket = async (name: string): Promise<string> => String((await post("/tickets", name)).ticket);
  const open = async (query: string) => {
    const client = new WebSocket(`${page.cloud.outputs.liveUrl}${query}`);
    clients.push(client);
    const received: unknown[] = [];
    client.on("message", (data) => received.push(JSON.parse(data.toString())));
    const status = await new Promise<number>((resolve) => {
      client.on("open", () => resolve(101));
      client.on("unexpected-response", (_, { statusCode }) => resolve(statusCode ?? 0));
      client.on("error", () => {});
    });
    return { client, received, status };
  };
  const until = async (holds: () => boolean | Promise<boolean>, what: string) => {
    for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50)))
      if (await holds()) return;
    assert.fail(what);
  };

  it("lets in who has a ticket, once", async () => {
    const issued = await ticket("ana");
    assert.match(issued, /^[\w-]{43}$/);
    const both = await Promise.all([open(`?ticket=${issued}`), open(`?ticket=${issued}`)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [101, 403]);
    assert.equal((await open(`?ticket=${issued}`)).status, 403);
    assert.equal((await open("")).status, 401);
    assert.equal((await open("?ticket=made-up")).status, 403);
  });

  it("lets a function behind a route send to clients of its own API", async () => {
    const ana = await open(`?ticket=${await ticket("ana")}`);
    ana.client.send(JSON.stringify({ action: "greet" }));
    await until(() => ana.received.length === 1, "no greetings");
    assert.deepEqual(ana.received, [{ greetings: "from next door" }]);
  });

  it("answers, tells all who are connected, and forgets who has gone", async () => {
    for (const client of clients) client.terminate();
    await until(async () => (await post("/news", "{}")).sent === 0, "somebody is still connected");
    const [ana, ben] = [await open(`?ticket=${await ticket("ana")}`), await open(`?ticket=${await ticket("ben")}`)];
    ana.client.send(JSON.stringify({ action: "hello" }));
    await until(() => ana.received.length === 1, "no answer");
    assert.deepEqual(ana.received, [{ hello: "ana" }]);
    assert.deepEqual(await post("/news", '{"news":"sold out"}'), { sent: 2 });
    await until(() => ana.received.length === 2 && ben.received.length === 1, "not all were told");
    assert.deepEqual([ana.received[1], ben.received[0]], [{ news: "sold out" }, { news: "sold out" }]);
    ben.client.close();
    await until(async () => (await post("/news", "{}")).sent === 1, "one who has gone is told");
    const closed = once(ana.client, "close");
    await post("/news", '{"news":"over","end":true}');
    await closed;
    await until(async () => (await post("/news", "{}")).sent === 0, "one who was sent away is told");
  });
});
