import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts, startServer } from "../../../bench/peers/server-process";

describe("the process of another gateway", () => {
  const folder = mkdtempSync(join(tmpdir(), "serverless-tiers-"));
  const node = { command: process.execPath, folder, env: {} };
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("is ready once it answers, and gone once it is stopped", async () => {
    const [port] = await freePorts(1);
    const ready = `http://127.0.0.1:${port}/`;
    const program = `require("node:http").createServer((_, response) => response.end()).listen(${port}, "127.0.0.1")`;
    const server = await startServer({ ...node, args: ["-e", program], ready });
    assert.equal((await fetch(ready)).status, 200);
    await server.stop();
    await assert.rejects(fetch(ready));
  });

  it("says the last that it printed when it ends at its start", async () => {
    const [port] = await freePorts(1);
    const args = ["-e", 'console.error("no licence"); process.exit(3)'];
    await assert.rejects(startServer({ ...node, args, ready: `http://127.0.0.1:${port}/` }), {
      message: "it ended at its start: no licence",
    });
  });

  it("is told apart when its command is not there", async () => {
    const [port] = await freePorts(1);
    const missing = { ...node, command: "no-such-command-here", args: [], ready: `http://127.0.0.1:${port}/` };
    await assert.rejects(startServer(missing), {
      message: "it ended at its start: spawn no-such-command-here ENOENT",
    });
  });
});
