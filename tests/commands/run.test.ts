import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { COMMANDS as REPOSITORY } from "../../commands/commands.cjs";
import { usage } from "../../local/terminal/command-line.cjs";
import { COMMANDS as TIERS } from "../../local/terminal/commands.cjs";

const COMMANDS = { ...TIERS, ...REPOSITORY };
const ROOT = resolve(__dirname, "../..");

describe("an npm script", () => {
  /** A clone in which nothing is installed. */
  let clone: string;
  before(() => {
    clone = mkdtempSync(join(tmpdir(), "clone-"));
    for (const path of ["commands", "local/terminal", "install.mjs", "package.json"])
      cpSync(join(ROOT, path), join(clone, path), { recursive: true });
  });
  after(() => rmSync(clone, { recursive: true }));

  const run = (args: readonly string[], env = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["commands/run.mjs", ...args], {
      cwd: clone,
      encoding: "utf8",
      env: { ...process.env, ...env },
    });
    return { status, stdout, stderr };
  };

  it("is one of the commands, under its name", () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const { prepare, pretest, test, ...others } = scripts;
    assert.deepEqual(
      others,
      Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, `node commands/run.mjs ${name}`])),
    );
  });

  for (const [name, command] of Object.entries(COMMANDS))
    it(`prints what ${name} takes, and installs nothing for that`, () => {
      assert.deepEqual(run([name, "--help"]), { status: 0, stdout: `${usage(command)}\n`, stderr: "" });
    });

  it("refuses what it does not know before anything is installed", () => {
    const stderr = `error: unknown option --hlp: did you mean --help?\n\n${usage(COMMANDS.docs)}\n`;
    assert.deepEqual(run(["docs", "--hlp"]), { status: 2, stdout: "", stderr });
  });

  it("is called by its own name, also where `tiers` has the command", () => {
    const { stdout } = run(["plan", "--help"], { npm_lifecycle_event: "plan" });
    assert.match(stdout, /^npm run plan -- <stack> \[--json\]/);
  });

  it("notices an option that npm took for itself", () => {
    // What `npm start --port 4577` comes to.
    const { status, stderr } = run(["start", "4577"], {
      npm_config_port: "true",
      npm_lifecycle_event: "start",
    });
    assert.match(stderr, /^error: npm took --port for itself: write npm start -- --port\n/);
    assert.equal(status, 2);
  });
});
