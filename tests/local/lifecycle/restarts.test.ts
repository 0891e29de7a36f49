import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Restart } from "./restarts.fixture";

const ROOT = resolve(__dirname, "../../..");
const ROUNDS = 10;
/** Process ids of its own, so that the first process may be one that collects no exit status. */
const APART = [
  "--pid",
  "--fork",
  "--mount-proc",
  ...(process.getuid?.() === 0 ? [] : ["--user", "--map-current-user"]),
];

describe("npm start after kill -9 of everything", function () {
  this.timeout(300_000);

  let folder = "";
  before(() => {
    folder = mkdtempSync(join(realpathSync(tmpdir()), "restarts-"));
    // As root, PostgreSQL runs as another user, who has to get to its data folder.
    chmodSync(folder, 0o711);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it(`is ready ${ROUNDS} times in a row, below a first process that collects no exit status`, async function () {
    if (spawnSync("unshare", [...APART, "true"]).status !== 0) {
      console.log("      skipped: `unshare` of util-linux may not make a process namespace here");
      this.skip();
    }
    const fixture = join(__dirname, "restarts.fixture.ts");
    const command = [process.execPath, "--require", "./local/loader/typescript.cjs", fixture, folder, String(ROUNDS)];
    // The shell makes way for a program that never asks after the children it gets.
    const first = spawn("unshare", [...APART, "--kill-child", "sh", "-c", '"$@" & exec sleep 300', "sh", ...command], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const restarts: Restart[] = [];
    for await (const line of createInterface({ input: first.stdout })) {
      restarts.push(JSON.parse(line));
      if (restarts.length === ROUNDS) first.kill("SIGKILL");
    }
    assert.deepEqual(
      restarts.map(({ said, rows }) => ({ said, rows })),
      Array.from({ length: ROUNDS }, (_, round) => ({ said: "Ready after", rows: round + 1 })),
    );
    // The dead of all rounds are still there: it was below such a process.
    assert.ok((restarts.at(-1)?.zombies ?? 0) > ROUNDS, JSON.stringify(restarts));
  });
});
