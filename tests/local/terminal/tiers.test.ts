import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { usage } from "../../../local/terminal/command-line.cjs";
import { COMMANDS } from "../../../local/terminal/commands.cjs";

const TIERS = resolve(__dirname, "../../../local/bin/tiers.cjs");

/** Called from anywhere. */
const tiers = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [TIERS, ...args], { cwd: tmpdir(), encoding: "utf8" });
  return { status, stdout, stderr };
};

describe("tiers", () => {
  it("says which commands there are, and no other than those of users", () => {
    const { status, stdout } = tiers("--help");
    assert.equal(status, 0);
    const named = stdout.split("\n").flatMap((line) => /^ {2}(\S+)/.exec(line)?.[1] ?? []);
    assert.deepEqual(named, [
      "start",
      "cloud",
      "destroy",
      "reset",
      "inbox",
      "token",
      "new",
      "plan",
      "openapi",
      "client",
      "policies",
      "conformance",
    ]);
  });

  for (const [name, command] of Object.entries(COMMANDS))
    it(`says what ${name} takes`, () =>
      assert.deepEqual(tiers(name, "--help"), { status: 0, stdout: `${usage(command)}\n`, stderr: "" }));

  it("refuses a command that there is not, and none at all", () => {
    for (const [args, problem] of [
      [[], "which command?"],
      [["polices"], "there is no command polices: did you mean policies?"],
      [["constructor"], "there is no command constructor"],
      [["bench"], "there is no command bench"],
    ] as const) {
      const { status, stdout, stderr } = tiers(...args);
      assert.equal(stderr.split("\n")[0], `error: ${problem}`);
      assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
    }
  });

  it("runs a command in the folder of the caller", () => {
    const { status, stderr } = tiers("policies", "dev");
    assert.match(stderr, /^error: no Pulumi.yaml in .*: start in the folder of the Pulumi program\n$/);
    assert.equal(status, 1);
  });
});
