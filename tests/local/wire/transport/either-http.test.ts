import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:http2";
import { connect as open } from "node:net";
import { text } from "node:stream/consumers";
import { eitherHttp } from "../../../../local/wire/transport/either-http";
import { listen } from "../../../../local/wire/transport/listen";

describe("a server of HTTP/1.1 and HTTP/2 without TLS", () => {
  const served = eitherHttp(5_000, async (incoming, outgoing) => {
    const body = await text(incoming);
    outgoing.writeHead(200, { "content-type": "text/plain" });
    outgoing.end(`${incoming.httpVersion} ${incoming.method} ${incoming.url} ${body.length}`);
  });
  let port = 0;
  before(async () => {
    port = await listen(served.server, 0);
  });
  after(() => {
    served.server.close();
    served.closeAllConnections();
  });

  const body = "x".repeat(100_000);

  it("answers each in its own protocol, several times on one connection", async () => {
    const session = connect(`http://127.0.0.1:${port}`);
    for (const path of ["/a", "/b"]) {
      const stream = session.request({ ":method": "POST", ":path": path });
      stream.end(body);
      assert.equal(await text(stream), `2.0 POST ${path} 100000`);
    }
    session.close();
    for (const path of ["/a", "/b"]) {
      const sent = request({ port, host: "127.0.0.1", path, method: "POST" }).end(body);
      const [answer] = await once(sent, "response");
      assert.equal(await text(answer), `1.1 POST ${path} 100000`);
    }
  });

  it("is not kept by connections that say nothing, and ends with all of them", async () => {
    const silent = open(port, "127.0.0.1");
    await once(silent, "connect");
    const session = connect(`http://127.0.0.1:${port}`);
    session.on("error", () => {});
    const stream = session.request({ ":path": "/" });
    stream.end();
    await text(stream);
    silent.on("error", () => {});
    const closed = (one: { once(event: "close", heard: () => void): unknown }) =>
      new Promise<void>((resolve) => one.once("close", resolve));
    const ended = Promise.all([closed(silent), closed(session)]);
    served.closeAllConnections();
    await ended;
  });
});
