import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LockedError, lock } from "../../../local/lifecycle/lock";
import { processStart } from "../../../local/lifecycle/process-start";

describe("the lock of the data folder", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lock-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("refuses a second holder, naming the first and the way out, until it is given back", async () => {
    const unlock = await lock(folder);
    await assert.rejects(lock(folder, 0), {
      name: "LockedError",
      message: `a local cloud already runs on ${folder} (process ${process.pid}): use it, or end it with Ctrl-C in its terminal or \`kill ${process.pid}\``,
    });
    unlock();
    assert.equal(existsSync(join(folder, "lock")), false);
    (await lock(folder))();
  });

  it("waits for a holder that is about to end", async () => {
    const holder = spawn("sleep", ["0.3"]);
    const start = processStart(holder.pid ?? 0);
    writeFileSync(join(folder, "lock"), JSON.stringify({ pid: holder.pid, start }));
    const unlock = await lock(folder);
    assert.equal(JSON.parse(readFileSync(join(folder, "lock"), "utf8")).pid, process.pid);
    assert.equal(processStart(holder.pid ?? 0), undefined);
    unlock();
  });

  it("takes over the lock of a process that is no more", async () => {
    const child = spawn(process.execPath, ["-e", ""]);
    const start = processStart(child.pid ?? 0);
    await once(child, "exit");
    writeFileSync(join(folder, "lock"), JSON.stringify({ pid: child.pid, start }));
    const unlock = await lock(folder);
    assert.equal(JSON.parse(readFileSync(join(folder, "lock"), "utf8")).pid, process.pid);
    unlock();
  });

  it("takes over the lock of a process of which nobody has collected the exit status", async function () {
    if (process.platform !== "linux") this.skip();
    // The shell makes way for a program that never asks after the child.
    const parent = spawn("sh", ["-c", "sleep 0.2 & echo $!; exec sleep 30"], { stdio: ["ignore", "pipe", "ignore"] });
    const pid = Number(String(await once(parent.stdout, "data")));
    const stat = () => readFileSync(`/proc/${pid}/stat`, "utf8");
    for (let tries = 0; tries < 1_000 && !stat().includes(") Z "); tries++)
      await new Promise((next) => setTimeout(next, 10));
    assert.match(stat(), /\) Z /);
    assert.equal(processStart(pid), undefined);
    parent.kill("SIGKILL");
  });

  it("takes over a lock whose process id belongs to another process by now", async () => {
    writeFileSync(join(folder, "lock"), JSON.stringify({ pid: process.ppid, start: "another time" }));
    (await lock(folder))();
  });

  it("takes over a lock that cannot be read", async () => {
    writeFileSync(join(folder, "lock"), "");
    (await lock(folder))();
  });

  it("removes what others left that were killed while they asked for it, and no more than that", async () => {
    const child = spawn(process.execPath, ["-e", ""]);
    await once(child, "exit");
    for (const name of [`lock.${child.pid}`, `lock.stale.${child.pid}`, `lock.${process.ppid}`])
      writeFileSync(join(folder, name), "");
    (await lock(folder))();
    assert.deepEqual(readdirSync(folder), [`lock.${process.ppid}`]);
  });

  it("leaves nothing else behind", async () => {
    writeFileSync(join(folder, "lock"), "");
    (await lock(folder))();
    assert.throws(() => readFileSync(join(folder, `lock.${process.pid}`)), { code: "ENOENT" });
    assert.throws(() => readFileSync(join(folder, `lock.stale.${process.pid}`)), { code: "ENOENT" });
    assert.equal(new LockedError("f", 3).pid, 3);
  });
});
