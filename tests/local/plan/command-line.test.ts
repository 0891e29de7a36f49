import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { commandLine, USAGE } from "../../../local/plan/command-line";

const run = promisify(execFile);
const ROOT = resolve(__dirname, "../../..");

describe("the command line of plan", () => {
  it("takes a stack, --json and --against", () => {
    assert.deepEqual(commandLine(["dev", "--json", "--against", "origin/main"]), {
      stack: "dev",
      json: true,
      against: "origin/main",
    });
    assert.deepEqual(commandLine(["pr-12"]), { stack: "pr-12", json: false, against: undefined });
  });

  for (const [args, message] of [
    [[], `which stack?\n${USAGE}`],
    [["dev", "prod"], `one stack at a time (dev, prod)\n${USAGE}`],
    [["../dev"], "a stack's name has letters, digits, - and _ only (it is ../dev)"],
    [["dev", "--against", ""], `--against needs a commit, branch or tag\n${USAGE}`],
  ] as const)
    it(`refuses ${JSON.stringify(args)}`, () => {
      assert.throws(() => commandLine(args), { name: "SetupError", message });
    });

  it("refuses options that it does not know", () => {
    assert.throws(() => commandLine(["dev", "--what"]), /Unknown option '--what'[\s\S]*npm run plan/);
  });

  it("prints one line for a stack that is not there", async () => {
    const failed = run(process.execPath, ["--require", "./local/typescript.cjs", "local/plan/main.ts", "nowhere"], {
      cwd: ROOT,
    });

    await assert.rejects(failed, {
      code: 1,
      stdout: "",
      stderr: `error: no Pulumi.nowhere.yaml in ${ROOT}: its stacks are dev, local, prod\n`,
    });
  }).timeout(30_000);
});
