import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = resolve(__dirname, "../../..");

describe("npm run plan", () => {
  it("prints one line for a stack that is not there", async () => {
    const failed = run(
      process.execPath,
      ["--require", "./local/loader/typescript.cjs", "local/plan/main.ts", "nowhere"],
      {
        cwd: ROOT,
      },
    );

    await assert.rejects(failed, {
      code: 1,
      stdout: "",
      stderr: `error: no Pulumi.nowhere.yaml in ${ROOT}: its stacks are dev, local, prod\n`,
    });
  }).timeout(30_000);
});
