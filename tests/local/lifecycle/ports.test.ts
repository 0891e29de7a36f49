import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { isFree, Ports } from "../../../local/lifecycle/ports";

describe("ports", () => {
  it("are the preferred one when it is free, otherwise the next free one above", async () => {
    const ports = new Ports();
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const preferred = typeof address === "object" && address ? address.port : 0;
    const found = await ports.find(preferred);
    assert.ok(found > preferred && found < preferred + 20, `${found}`);
    assert.equal(await isFree(preferred), false);
    taken.close();
    await once(taken, "close");
    assert.equal(await new Ports().find(preferred), preferred);
  });

  it("are never handed out twice, nor two callers the same at once", async () => {
    const ports = new Ports();
    const first = await ports.find(0);
    const others = await Promise.all([ports.find(first), ports.find(first), ports.find(first)]);
    assert.equal(new Set([first, ...others]).size, 4);
  });

  it("end at 65535 with an error that says so", async () => {
    const ports = new Ports();
    await ports.find(65_535).catch(() => {});
    await assert.rejects(ports.find(65_535), { message: "no TCP port of 127.0.0.1 from 65535 up is free" });
  });
});
