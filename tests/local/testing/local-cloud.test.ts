import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";

const root = resolve(__dirname, "../../packages/consumer");

describe("a local cloud in a test", function () {
  this.timeout(60_000);

  it("runs a stack until it is closed, and leaves the program's folder alone", async () => {
    const cloud = await startCloud({ root });
    try {
      const answer = await fetch(`${cloud.outputs.url}/greetings/ada`);
      assert.deepEqual(await answer.json(), { greeting: "Hello ada" });
      assert.equal(cloud.environment.AWS_ENDPOINT_URL, cloud.endpoint);
    } finally {
      await cloud.close();
    }
    await assert.rejects(fetch(cloud.endpoint));
    assert.equal(existsSync(join(root, ".local")), false);
  });

  it("keeps data that was asked for, and tells the log what functions print", async () => {
    const data = mkdtempSync(join(tmpdir(), "notes-"));
    const lines: string[] = [];
    const log = { info() {}, warn() {}, output: (_: string, line: string) => void lines.push(line) };
    const noted = async (cloud: LocalCloud) => {
      const sent = await fetch(`${cloud.outputs.url}/notes`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text: "milk" }),
      });
      assert.equal(sent.status, 202);
      while (!lines.some((line) => line.includes("milk"))) await new Promise((next) => setTimeout(next, 20));
    };
    const cloud = await startCloud({ root, data, log });
    await noted(cloud).finally(() => cloud.close());
    assert.ok(existsSync(join(data, "state.lmdb")));
    rmSync(data, { recursive: true });
  });

  it("says what is wrong with a program's folder", () =>
    assert.rejects(startCloud({ root: tmpdir() }), /^SetupError: no Pulumi\.yaml in .*: start in the folder/));
});
