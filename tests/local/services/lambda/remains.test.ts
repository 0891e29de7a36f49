import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endFunctions } from "../../../../local/services/lambda/process/remains";

describe("functions of a local cloud that was killed together with its reaper", () => {
  it("are ended on the same data, and nothing else is", async function () {
    if (process.platform !== "linux") this.skip();
    const root = mkdtempSync(join(tmpdir(), "remains-"));
    const busy = async (cwd: string, script: string) => {
      mkdirSync(join(root, cwd), { recursive: true });
      writeFileSync(join(root, cwd, script), "console.log('busy'); for (;;);");
      const child = spawn(process.execPath, [join(root, cwd, script)], { cwd: join(root, cwd), detached: true });
      await once(child.stdout, "data");
      return child;
    };
    const left = await busy("data/functions/a/1", "bootstrap.cjs");
    const others = [await busy("data2/functions/a/1", "bootstrap.cjs"), await busy("data/functions/a/1", "mine.cjs")];
    const ended = once(left, "exit");
    endFunctions(join(root, "data"));
    assert.deepEqual(await ended, [null, "SIGKILL"]);
    for (const other of others) {
      assert.equal(other.signalCode, null);
      other.kill("SIGKILL");
    }
    rmSync(root, { recursive: true });
  });
});
