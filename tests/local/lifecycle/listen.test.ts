import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { listenFrom } from "../../../local/lifecycle/listen";
import { Ports } from "../../../local/lifecycle/ports";

describe("listening on a port that was found free", () => {
  const opened: Server[] = [];
  afterEach(() => {
    for (const server of opened.splice(0)) server.close();
  });

  const listen = async (port: number): Promise<number> => {
    const server = createServer().listen(port, "127.0.0.1");
    await once(server, "listening");
    opened.push(server);
    const address = server.address();
    return typeof address === "object" && address ? address.port : 0;
  };

  const cloud = () => {
    const ports = new Ports();
    const lines: string[] = [];
    const lifecycle = { port: (preferred: number) => ports.find(preferred) };
    return { lifecycle, log: { info: (area: string, text: string) => void lines.push(`${area} ${text}`) }, lines };
  };

  /** Another process takes the port between the search and the listening. */
  const robbed = () => {
    let robbedOnce = false;
    return async (port: number) => {
      if (!robbedOnce) await listen(port);
      robbedOnce = true;
      return listen(port);
    };
  };

  it("goes on above where another process took it first, and says where it moved", async () => {
    const { lines, ...parts } = cloud();
    const wanted = await new Ports().find(0);
    const port = await listenFrom(parts, { what: "API shop", wanted, first: 4600 }, robbed());
    assert.ok(port > wanted, `${port}`);
    assert.deepEqual(lines, [`ports port ${wanted} is taken: API shop is on ${port}`]);
  });

  it("takes any other where any will do, and says nothing", async () => {
    const { lines, ...parts } = cloud();
    const port = await listenFrom(parts, { what: "API shop", wanted: undefined, first: 0 }, robbed());
    assert.ok(port > 0);
    assert.deepEqual(lines, []);
  });

  it("leaves other failures as they are", async () => {
    const failing = () => Promise.reject(new Error("no certificate"));
    await assert.rejects(listenFrom(cloud(), { what: "API shop", wanted: undefined, first: 0 }, failing), {
      message: "no certificate",
    });
  });
});
