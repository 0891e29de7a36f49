import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { NOBODY } from "../../../local/lifecycle/passage";
import { ServedWorld } from "./served-world";

describe("the provider answers the user who started it", () => {
  const world = new ServedWorld();
  before(() => world.start());
  after(() => world.end());

  const callsAs = async (name: "aws" | "awsx", user: number): Promise<Record<string, string>> => {
    const fixture = ["--import", "tsx", join(__dirname, "stranger.fixture.ts"), String(world.port(name)), String(user)];
    return JSON.parse((await promisify(execFile)(process.execPath, fixture)).stdout);
  };

  it("and no other, whatever they call", async function () {
    if (process.getuid?.() !== 0) this.skip();
    for (const name of ["aws", "awsx"] as const) {
      const told = await callsAs(name, NOBODY);
      const refusal = "the local cloud answers only the user who started it, uid 0: run pulumi as that user";
      const { list, ...unary } = told;
      assert.match(list ?? "", /UNIMPLEMENTED/);
      assert.ok(Object.keys(unary).length > 15);
      for (const [call, answer] of Object.entries(unary)) {
        assert.equal(answer, `7 PERMISSION_DENIED: ${refusal}, on this machine`, `${name} ${call}`);
      }
      assert.equal((await callsAs(name, 0)).handshake, "answered");
    }
  });

  it("and goes on when a caller is gone before it is known", async () => {
    for (let count = 0; count < 20; count++) {
      const socket = connect(world.port("aws"), "127.0.0.1");
      await once(socket, "connect");
      socket.write("PRI * HTTP/2.0\r\n");
      socket.resetAndDestroy();
    }
    assert.ok((await world.engine().call("getPluginInfo")).version);
  });
});
